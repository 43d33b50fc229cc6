"""Names in raw text: every name of the lexicon at once, by Aho-Corasick."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from ahocorasick_rs import AhoCorasick, MatchKind

from detente.lexicons.tables import Row

# A name before one of these says who stands behind somebody, not who it is: "U.S.-backed Kurds" is not USA.
_BEHIND = re.compile(
    r"[-‐–](backed|supported|sponsored|funded|financed|trained|armed|born|educated|made|built|installed|occupied|"
    r"controlled|administered|held|allied|aligned|friendly|inspired|linked|style|type|bound|speaking|brokered|mediated)\b",
    re.IGNORECASE,
)
_FOR_OR_AGAINST = re.compile(r"\b(anti|pro|non|un|ex|former|trans|post|pre|mid)[-‐–]$", re.IGNORECASE)

STATE_KINDS = frozenset({"state", "people", "adjective", "capital", "seat"})


@dataclass(frozen=True, slots=True)
class Name:
    """One name of one row. ``kind``: state, people, adjective, capital, seat, region, city, body, group, holder, short."""

    kind: str
    row: Row

    @property
    def code(self) -> str:
        return self.row["code"]


@dataclass(frozen=True, slots=True)
class Hit:
    """A name found in a text, with everything it may stand for; offsets of the text searched."""

    start: int
    end: int
    text: str
    names: tuple[Name, ...]


class Names:
    """The names of the entity tables, ready to be looked for. Case counts: "turkey" is no country."""

    def __init__(self, tables: Mapping[str, list[Row]]) -> None:
        index: dict[str, list[Name]] = defaultdict(list)
        for text, name in _all_names(tables):
            if name not in index[text]:
                index[text].append(name)
        self._index = {text: tuple(names) for text, names in index.items()}
        self._texts = list(self._index)

    @cached_property
    def _automaton(self) -> AhoCorasick:
        return AhoCorasick(self._texts, matchkind=MatchKind.LeftmostLongest)

    def known(self, text: str) -> tuple[Name, ...]:
        """What a text as a whole may stand for."""
        return self._index.get(text, ())

    def find(self, text: str) -> tuple[Hit, ...]:
        """All names in a text, the longest at each place, whole words only, in order."""
        found = []
        for which, start, end in self._automaton.find_matches_as_indexes(text):
            if _whole(text, start, end):
                found.append(Hit(start, end, text[start:end], self._index[self._texts[which]]))
        return tuple(found)


def _whole(text: str, start: int, end: int) -> bool:
    if start and (text[start - 1].isalnum() or _FOR_OR_AGAINST.search(text, max(0, start - 8), start)):
        return False
    after = text[end : end + 1]
    return not (after.isalnum() or _BEHIND.match(text, end))


def _all_names(tables: Mapping[str, list[Row]]) -> Iterator[tuple[str, Name]]:
    columns: dict[str, tuple[tuple[str, str], ...]] = {
        "countries": (("name", "state"), ("official", "state"), ("aliases", "state"), ("nouns", "people"),
                      ("adjectives", "adjective"), ("capital", "capital"), ("seats", "seat")),
        "regions": (("name", "region"), ("aliases", "region"), ("adjectives", "region")),
        "bodies": (("name", "body"), ("aliases", "body")),
        "groups": (("name", "group"), ("aliases", "group")),
        "cities": (("name", "city"), ("aliases", "city")),
        "holders": (("name", "holder"), ("aliases", "holder"), ("short", "short")),
    }  # fmt: skip
    for table, parts in columns.items():
        for row in tables[table]:
            for column, kind in parts:
                for text in row.many(column):
                    yield text, Name(kind, row)
                    if "’" not in text and "'" in text:
                        yield text.replace("'", "’"), Name(kind, row)
