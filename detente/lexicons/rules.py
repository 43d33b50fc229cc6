"""Event types and their rules, read from TOML. docs/lexicons.md describes the files."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Literal, cast

from detente.errors import LexiconError
from detente.records import Status

Words = tuple[tuple[str, ...], ...]
"""Alternatives, each one word or several in a row."""
Path_ = tuple[str, ...]
"""A chain of slots: ("object", "poss")."""
Slots = tuple[tuple[Path_, ...], ...]
"""Alternatives in order of preference; each joins one or more paths."""
Anchor = Literal["verb", "noun", "phrase", "adj"]

ANCHORS: tuple[Anchor, ...] = ("verb", "noun", "phrase", "adj")
KINDS = frozenset({"state", "body", "group", "person", "agent", "place", "any"})
SLOT_NAMES = frozenset({"subject", "object", "iobject", "poss", "mod", "clause", "speaker", "light", "governor"})
_CONSTRAINTS = ("object", "subject", "to", "with", "without", "modal", "light", "object_is", "subject_is")
_NEGATED = ("not_object", "not_subject", "not_to", "not_object_is", "not_subject_is", "not_light")
_RULE_KEYS = frozenset(
    {
        "id",
        *ANCHORS,
        *_CONSTRAINTS,
        *_NEGATED,
        "prep",
        "not_prep",
        "voice",
        "quoted",
        "actor",
        "recipient",
        "reciprocal",
    }
    | {"host", "mode", "status", "confidence", "absorbs", "basis", "yes", "no", "cases"}
)
_TYPE_KEYS = frozenset({"type", "quad", "score", "future", "absorbs", "gloss", "not", "modes", "words", "rule"})
_CASE_KEYS = frozenset({"text", "actor", "recipient", "mode", "status", "date"})
_STATUSES = frozenset({"actual", "planned", "conditional", "possible", "negated", "historical"})

DEFAULT_CONFIDENCE = 0.6  # the middle of what rules without a measurement turned out to have on train.json
VERB_ROLES = ("subject",), ("object",)
NOUN_ROLES = ("poss", "mod", "by", "light.subject"), ("on", "against", "to", "with")


@dataclass(frozen=True, slots=True)
class Constraint:
    """One condition of a rule. ``kind`` is the key in the file without "not_"; ``prep`` names the preposition."""

    kind: str
    words: Words
    prep: str = ""
    negated: bool = False


@dataclass(frozen=True, slots=True)
class Case:
    """An example with what has to come out of it; None means: not checked."""

    text: str
    actor: tuple[str, ...] | None
    recipient: tuple[str, ...] | None
    mode: str | None
    status: str | None
    date: str | None


@dataclass(frozen=True, slots=True)
class Rule:
    """One way in which the language tells of an act."""

    id: str
    """Type and name: "threaten#consequences"."""
    type: str
    anchor: Anchor
    patterns: Words
    constraints: tuple[Constraint, ...]
    actor: Slots
    recipient: Slots
    reciprocal: bool
    host: bool
    mode: str | None
    status: Status | None
    confidence: float
    absorbs: bool
    basis: str
    where: str
    """File and line: "events/threaten.toml:9"."""
    yes: tuple[str, ...]
    no: tuple[str, ...]
    cases: tuple[Case, ...]


@dataclass(frozen=True, slots=True)
class Mode:
    name: str
    score: float | None
    gloss: str


@dataclass(frozen=True, slots=True)
class EventType:
    """A type of PLOVER: its quad class, scores, modes and rules."""

    name: str
    quad: int
    score: float
    future: str
    """The type an act of this type takes when it lies in the future; empty: its own."""
    gloss: str
    excludes: tuple[str, ...]
    modes: Mapping[str, Mode]
    rules: tuple[Rule, ...]

    def scale(self, mode: str | None) -> float:
        """PLOVER score of the mode, or of the type where the mode has none."""
        known = self.modes.get(mode or "")
        return self.score if known is None or known.score is None else known.score


def load_types(folders: tuple[Path, ...]) -> dict[str, EventType]:
    """All event types by name, from the ``events`` folders given; a later folder's rules replace those of the same id.

    Raises LexiconError with file, line where known, and what to do.
    """
    shared: dict[str, list[str]] = {}
    types: dict[str, EventType] = {}
    for folder in folders:
        words_file = folder / "words.toml"
        if words_file.exists():
            shared |= _read(words_file).get("words", {})
        for path in sorted(folder.glob("*.toml")):
            if path.name != "words.toml":
                loaded = _event_type(path, shared)
                types[loaded.name] = _merge(types.get(loaded.name), loaded)
    return types


def _merge(old: EventType | None, new: EventType) -> EventType:
    if old is None:
        return new
    rules = {rule.id: rule for rule in (*old.rules, *new.rules)}
    return EventType(
        new.name, new.quad, new.score, new.future, new.gloss, new.excludes, {**old.modes, **new.modes},
        tuple(rules.values()),
    )  # fmt: skip


def _read(path: Path) -> dict[str, Any]:  # Any: the outside text, checked below
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as err:
        raise LexiconError(f"not valid TOML: {err}.", where=str(path), remedy="Mend the line named.") from err


def _event_type(path: Path, shared: Mapping[str, list[str]]) -> EventType:
    data = _read(path)
    where = f"events/{path.name}"
    _known(data, _TYPE_KEYS, where)
    for key in ("type", "quad", "score", "gloss"):
        if key not in data:
            raise LexiconError(f'"{key}" is missing.', where=where, remedy="docs/lexicons.md shows a whole file.")
    modes = {name: Mode(name, mode.get("score"), mode.get("gloss", "")) for name, mode in data.get("modes", {}).items()}
    lines = _rule_lines(path.read_text(encoding="utf-8"))
    lists = {**shared, **data.get("words", {})}
    rules = [_rule(raw, data, lists, modes, path.name, lines) for raw in data.get("rule", [])]
    names = [rule.id for rule in rules]
    for name in names:
        if names.count(name) > 1:
            raise LexiconError(f'two rules are called "{name}".', where=where, remedy="Rename one of them.")
    return EventType(
        data["type"], data["quad"], float(data["score"]), data.get("future", ""), data["gloss"],
        tuple(data.get("not", [])), modes, tuple(rules),
    )  # fmt: skip


def _rule_lines(text: str) -> dict[str, int]:
    """Line on which each rule's id stands."""
    return {
        found[1]: number
        for number, line in enumerate(text.splitlines(), 1)
        if (found := re.match(r'\s*id\s*=\s*"([^"]+)"', line))
    }


def _known(data: Mapping[str, Any], known: frozenset[str], where: str) -> None:
    for key in data:
        if key not in known:
            near = get_close_matches(key, known, 1)
            hint = f'Did you mean "{near[0]}"? ' if near else ""
            raise LexiconError(
                f'"{key}" is not a field.', where=where, remedy=f"{hint}Fields: {', '.join(sorted(known))}."
            )


def _rule(
    raw: Mapping[str, Any],
    data: Mapping[str, Any],
    lists: Mapping[str, list[str]],
    modes: Mapping[str, Mode],
    file: str,
    lines: Mapping[str, int],
) -> Rule:
    name = raw.get("id", "")
    at = f'events/{file}:{lines.get(name, 0)}, rule "{name}"'
    _known(raw, _RULE_KEYS, at)
    anchors = [anchor for anchor in ANCHORS if anchor in raw]
    if not name or len(anchors) != 1:
        raise LexiconError("a rule needs an id and exactly one of verb, noun, phrase, adj.", where=at)
    anchor = anchors[0]
    _one_of(raw.get("mode"), modes, "mode", at)
    _one_of(raw.get("status"), _STATUSES, "status", at)
    default_actor, default_recipient = NOUN_ROLES if anchor == "noun" else VERB_ROLES
    stem = file.removesuffix(".toml")
    return Rule(
        id=f"{stem}#{name}",
        type=data["type"],
        anchor=anchor,
        patterns=_words(raw[anchor], lists, at),
        constraints=_constraints(raw, lists, at),
        actor=_slots(raw.get("actor", default_actor), at),
        recipient=_slots(raw.get("recipient", default_recipient), at),
        reciprocal=bool(raw.get("reciprocal", False)),
        host=bool(raw.get("host", False)),
        mode=raw.get("mode"),
        status=raw.get("status"),
        confidence=float(raw.get("confidence", DEFAULT_CONFIDENCE)),
        absorbs=bool(raw.get("absorbs", data.get("absorbs", False))),
        basis=raw.get("basis", ""),
        where=f"events/{file}:{lines.get(name, 0)}",
        yes=tuple(raw.get("yes", ())),
        no=tuple(raw.get("no", ())),
        cases=tuple(_case(case, at) for case in raw.get("cases", ())),
    )


def _one_of(value: str | None, known: Mapping[str, Any] | frozenset[str], what: str, at: str) -> None:
    if value is not None and value not in known:
        raise LexiconError(f'"{value}" is not a {what}.', where=at, remedy=f"Known: {', '.join(sorted(known))}.")


def _words(value: object, lists: Mapping[str, list[str]], at: str) -> Words:
    if not isinstance(value, list) or not all(isinstance(entry, str) for entry in value):
        raise LexiconError(f"{value!r} is not a list of words.", where=at, remedy='Write ["word", "two words"].')
    found: list[tuple[str, ...]] = []
    for entry in cast(list[str], value):
        if entry.startswith("@"):
            if entry[1:] not in lists:
                raise LexiconError(f'there is no word list "{entry}".', where=at, remedy="Add it under [words].")
            found.extend(_words(lists[entry[1:]], lists, at))
        else:
            found.append(tuple(entry.lower().split()))
    return tuple(found)


def _constraints(raw: Mapping[str, Any], lists: Mapping[str, list[str]], at: str) -> tuple[Constraint, ...]:
    found = []
    for key in (*_CONSTRAINTS, *_NEGATED):
        if key in raw:
            words = _words(raw[key], lists, at)
            if key.endswith("_is"):
                for (kind,) in words:
                    _one_of(kind, KINDS, "kind of entity", at)
            found.append(Constraint(key.removeprefix("not_"), words, negated=key.startswith("not_")))
    for key in ("prep", "not_prep"):
        for prep, value in raw.get(key, {}).items():
            found.append(Constraint("prep", _words(value, lists, at), prep, key == "not_prep"))
    if "voice" in raw:
        _one_of(raw["voice"], frozenset({"active", "passive"}), "voice", at)
        found.append(Constraint("voice", ((raw["voice"],),)))
    if "quoted" in raw:
        found.append(Constraint("quoted", (), negated=not raw["quoted"]))
    return tuple(found)


def _slots(value: object, at: str) -> Slots:
    if isinstance(value, str):
        value = [value]
    if not isinstance(value, (list, tuple)):
        raise LexiconError(f"{value!r} is not a list of slots.", where=at)
    slots = []
    for entry in value:
        paths = tuple(tuple(path.strip().split(".")) for path in entry.split("+"))
        for path in paths:
            for name in path:
                if name not in SLOT_NAMES and not re.fullmatch(r"[a-z]+(_[a-z]+)?", name):
                    raise LexiconError(f'"{name}" is not a slot.', where=at, remedy="docs/lexicons.md lists them.")
        slots.append(paths)
    return tuple(slots)


def _case(raw: Mapping[str, Any], at: str) -> Case:
    _known(raw, _CASE_KEYS, at)
    codes = [tuple(sorted(raw[key])) if key in raw else None for key in ("actor", "recipient")]
    return Case(raw["text"], codes[0], codes[1], raw.get("mode"), raw.get("status"), raw.get("date"))
