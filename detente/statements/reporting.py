"""The words of reporting, read from ``lexicons/stance/reporting.toml``: who can say, claim, deny and with what after it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

from detente.errors import LexiconError

COMPLEMENTS = frozenset({"quote", "clause", "infinitive", "gerund", "object", "small"})
"""What a cue may take, besides prepositions by name. "small": object and what it is called."""

_ENTRY_FIELDS = frozenset({"id", "lemma", "takes", "vouches", "gloss"})
_PHRASE_FIELDS = frozenset({"id", "words", "vouches", "gloss"})
_TABLES = {
    "verb": _ENTRY_FIELDS,
    "passive": _ENTRY_FIELDS,
    "noun": _ENTRY_FIELDS,
    "adjective": _ENTRY_FIELDS,
    "preposition": _PHRASE_FIELDS,
    "unnamed": _PHRASE_FIELDS,
}


@dataclass(frozen=True, slots=True)
class Cue:
    """What one word of reporting does. ``rule`` is the id of its entry: "stance/reporting#say"."""

    rule: str
    takes: frozenset[str]
    """Complements: words of COMPLEMENTS, or prepositions."""
    vouches: bool
    """Whether the source stands for the content as a fact or a plan ("says that"), or only has a view of it."""


@dataclass(frozen=True, slots=True)
class Reporting:
    """The cues by lemma (prepositions and unnamed cues: by their words, lower case, one a tuple entry)."""

    verbs: Mapping[str, tuple[Cue, ...]]
    passives: Mapping[str, tuple[Cue, ...]]
    """Participles with nobody as their source: "is said to", "it is believed"."""
    nouns: Mapping[str, tuple[Cue, ...]]
    adjectives: Mapping[str, tuple[Cue, ...]]
    prepositions: Mapping[tuple[str, ...], Cue]
    """With what stands after it as the source: "according to", "in the words of"."""
    unnamed: Mapping[tuple[str, ...], Cue]
    """Adverbs that name nobody: "reportedly"."""
    views: frozenset[str]
    """Rules of entries that do not vouch."""

    def vouches(self, rule: str) -> bool:
        """Whether the source of a statement found by this rule stands for what the content says."""
        return rule not in self.views


def load_reporting(path: Path) -> Reporting:
    """The cues of a reporting file. Raises LexiconError for a file that is missing, broken, or has unknown keys."""
    where = f"{path.parent.name}/{path.name}"
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise LexiconError("the file is missing.", where=where, remedy="Install detente again.") from None
    except tomllib.TOMLDecodeError as err:
        raise LexiconError(f"not valid TOML: {err}.", where=where, remedy="Mend the line named.") from err
    for table in content:
        _known(table, _TABLES, where, "table")
    views = set()
    for table, fields in _TABLES.items():
        for entry in content.get(table, []):
            _check(entry, fields, where, table)
            if not entry.get("vouches", True):
                views.add(_rule(entry))
    return Reporting(
        _by_lemma(content.get("verb", [])),
        _by_lemma(content.get("passive", [])),
        _by_lemma(content.get("noun", [])),
        _by_lemma(content.get("adjective", [])),
        _by_words(content.get("preposition", [])),
        _by_words(content.get("unnamed", [])),
        frozenset(views),
    )


def _check(entry: Mapping[str, Any], fields: frozenset[str], where: str, table: str) -> None:
    """Raises LexiconError for an entry with unknown, missing or mistyped fields."""
    here = f'{where}, {table} "{entry.get("id", "?")}"'
    for key in entry:
        _known(key, fields, here, "field")
    for key in fields & {"id", "lemma", "words", "takes"}:
        if key not in entry:
            raise LexiconError(
                f'"{key}" is missing.', where=here, remedy=f"Add it. Fields: {', '.join(sorted(fields))}."
            )
    lists = [entry[key] for key in ("lemma", "words", "takes") if key in entry]
    if not all(isinstance(values, list) and all(isinstance(value, str) for value in values) for values in lists):
        raise LexiconError("lemma, words and takes are lists of strings.", where=here, remedy="Write them as lists.")
    for word in entry.get("takes", []):
        if word not in COMPLEMENTS and not re.fullmatch(r"[a-z]{2,8}", word):
            raise LexiconError(
                f'takes "{word}", which is no complement.',
                where=here,
                remedy=f"Complements: {', '.join(sorted(COMPLEMENTS))}, or a preposition.",
            )


def _known(key: str, allowed: Mapping[str, object] | frozenset[str], where: str, what: str) -> None:
    if key not in allowed:
        raise LexiconError(
            f'"{key}" is not a {what}.', where=where, remedy=f"Use one of: {', '.join(sorted(allowed))}."
        )


def _rule(entry: Mapping[str, Any]) -> str:
    return f"stance/reporting#{entry['id']}"


def _cue(entry: Mapping[str, Any]) -> Cue:
    return Cue(_rule(entry), frozenset(entry.get("takes", ())), entry.get("vouches", True))


def _by_lemma(entries: list[Mapping[str, Any]]) -> Mapping[str, tuple[Cue, ...]]:
    """Entries by lemma; a lemma in several entries keeps their order."""
    found: dict[str, tuple[Cue, ...]] = {}
    for entry in entries:
        for lemma in entry["lemma"]:
            found[lemma] = (*found.get(lemma, ()), _cue(entry))
    return MappingProxyType(found)


def _by_words(entries: list[Mapping[str, Any]]) -> Mapping[tuple[str, ...], Cue]:
    return MappingProxyType({tuple(words.split()): _cue(entry) for entry in entries for words in entry["words"]})
