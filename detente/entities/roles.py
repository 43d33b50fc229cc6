"""What somebody is by title or description: offices and nouns for people to PLOVER sectors."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from detente.lexicons.tables import Row

_MAX_WORDS = 5


@dataclass(frozen=True, slots=True)
class Role:
    """What a title or noun says of its bearer. ``code`` only where it belongs to one country."""

    words: str
    sector: tuple[str, ...]
    office: str
    code: str
    where: str


class Roles:
    """Titles (offices.csv) and agent nouns (agents.csv), looked up by their words in lower case."""

    def __init__(self, tables: Mapping[str, list[Row]]) -> None:
        self._roles: dict[str, Role] = {}
        for row in tables["agents"]:
            role = Role(row["noun"], tuple(row.many("sector")), "", row["code"], row.where)
            for words in (row["noun"], *row.many("plural")):
                self._roles[words.lower()] = role
        for row in tables["offices"]:
            self._roles[row["title"].lower()] = Role(
                row["title"], tuple(row.many("sector")), row["office"], row["code"], row.where
            )

    def ending(self, words: Sequence[str]) -> Role | None:
        """The role named by the last words of a phrase, the longest first: "chief nuclear negotiator"."""
        lowered = [_plain(word) for word in words]
        for length in range(min(_MAX_WORDS, len(lowered)), 0, -1):
            role = self._get(" ".join(lowered[-length:]))
            if role is not None:
                return role
        return None

    def within(self, words: Sequence[str]) -> Role | None:
        """The longest title anywhere in a phrase: "Russian Foreign Minister Sergei" holds "foreign minister"."""
        lowered = [_plain(word) for word in words]
        for length in range(min(_MAX_WORDS, len(lowered)), 0, -1):
            for start in range(len(lowered) - length, -1, -1):
                role = self._get(" ".join(lowered[start : start + length]))
                if role is not None:
                    return role
        return None

    def _get(self, words: str) -> Role | None:
        role = self._roles.get(words)
        if role is None and words.endswith("s"):
            role = self._roles.get(words[:-1])
        return role


def _plain(word: str) -> str:
    return re.sub(r"^(deputy|vice|ex|former|then|acting|co)[-‐–](?=\w)", "", word.lower())
