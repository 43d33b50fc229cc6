"""The words that tell how real an act is, read from the stance lexicon."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from detente.lexicons.load import Lexicon

Place = Literal["clause", "that", "noun", "before"]
"""How a word governs an act: over an infinitive or gerund, over a that-clause, over a noun, right before a noun."""
Signal = Literal["planned", "possible", "negated"]
"""What a single word can make of an act."""


@dataclass(frozen=True, slots=True)
class StanceWords:
    """The lists of stance/modality.toml, hedges.toml, negation.toml, conditions.toml and history.toml."""

    governors: Mapping[tuple[Place, str], Signal]
    done_if_past: frozenset[str]
    """Governors that in the past tense tell what was done: "had to"."""
    auxiliaries: frozenset[str]
    modals: frozenset[str]
    hedges: frozenset[str]
    attributing: frozenset[str]
    negation: frozenset[str]
    not_negation: frozenset[str]
    """Words after "not" that make it no denial: "not only"."""
    nobody: frozenset[str]
    negative_prepositions: frozenset[str]
    governing_prepositions: frozenset[str]
    """Prepositions between a governor and the act: "hope of", "prepare for"."""
    occasion: frozenset[str]
    """Prepositions by which one act is the occasion of another: "will speak at the summit"."""
    foreseeable: frozenset[str]
    """Types of which an occasion ahead is itself ahead."""
    awaiting: frozenset[str]
    """Prepositions that put an occasion ahead by themselves: "ahead of talks"."""
    setting_out: frozenset[str]
    """Verbs whose purpose still lies ahead: "left for talks"."""
    partitive: frozenset[str]
    """Nouns that stand for what they are of: "a round of talks"."""
    singling: frozenset[str]
    """Adjectives with which an infinitive tells what was done: "the first town to be"."""
    temporal: frozenset[str]
    """Words that open a clause of time."""
    open_marks: frozenset[str]
    """Words that open a clause and leave it open: "whether"."""
    conceding: frozenset[str]
    """Words before them that do not: "even if"."""
    carried: frozenset[str]
    happening: frozenset[str]
    occurrence: frozenset[str]
    deciding: frozenset[str]
    done_by_deciding: frozenset[str]
    """Types of which a decision is already the act."""
    told_by_content: frozenset[str]
    """Types of speech acts that may be told by what is said ("must withdraw")."""
    performing: frozenset[str]
    """Words with which an act of speech is performed."""
    wishing: frozenset[str]
    """Words with which a speaker performs it all the same: "I would suggest"."""
    markers: frozenset[str]
    conjunctions: frozenset[str]
    until: frozenset[str]
    phrases: tuple[str, ...]
    saying: frozenset[str]
    """Verbs whose time is that of the saying, not of what is told."""
    long_units: frozenset[str]


def load_stance(lexicon: Lexicon) -> StanceWords:
    """The words of the lexicon's stance files. Raises LexiconError if one is missing."""
    modality, hedges, negation, conditions, history, times = (
        tomllib.loads(lexicon.file(f"stance/{name}.toml").read_text(encoding="utf-8"))
        for name in ("modality", "hedges", "negation", "conditions", "history", "times")
    )
    places: tuple[Place, ...] = ("clause", "that", "noun", "before")
    ways: tuple[tuple[Signal, dict[str, Any]], ...] = (  # Any: TOML tables
        ("planned", modality), ("possible", hedges), ("negated", negation),
    )  # fmt: skip
    return StanceWords(
        governors={
            (place, word): signal
            for signal, lists in ways for place in places for word in lists.get(place, {}).get("words", ())
        },
        done_if_past=frozenset(modality["clause"]["done_if_past"]),
        auxiliaries=frozenset(modality["auxiliaries"]["words"]),
        modals=frozenset(hedges["modals"]["words"]),
        hedges=frozenset(hedges["adverbs"]["words"]),
        attributing=frozenset(hedges["adverbs"]["attributing"]),
        negation=frozenset(negation["adverbs"]["words"]),
        not_negation=frozenset(negation["adverbs"]["unless_before"]),
        nobody=frozenset(negation["determiners"]["words"]),
        negative_prepositions=frozenset(negation["prepositions"]["words"]),
        governing_prepositions=frozenset(modality["prepositions"]["governing"]),
        occasion=frozenset(modality["prepositions"]["occasion"]),
        foreseeable=frozenset(modality["prepositions"]["foreseeable"]),
        awaiting=frozenset(modality["prepositions"]["awaiting"]),
        setting_out=frozenset(modality["setting_out"]["words"]),
        partitive=frozenset(modality["partitive"]["words"]),
        singling=frozenset(modality["infinitive"]["done_after"]),
        temporal=frozenset(modality["temporal"]["words"]),
        open_marks=frozenset(hedges["clause"]["marks"]),
        conceding=frozenset(hedges["clause"]["conceding"]),
        happening=frozenset(modality["occurrence"]["with_object"]),
        carried=frozenset(modality["carried"]["words"]),
        occurrence=frozenset(modality["occurrence"]["words"]),
        deciding=frozenset(modality["deciding"]["words"]),
        done_by_deciding=frozenset(modality["deciding"]["done"]),
        told_by_content=frozenset(modality["speech"]["types"]),
        performing=frozenset(modality["speech"]["words"]),
        wishing=frozenset(modality["speech"]["wishing"]),
        markers=frozenset(conditions["markers"]["words"]),
        conjunctions=frozenset(conditions["markers"]["conjunctions"]),
        until=frozenset(conditions["markers"]["until"]),
        phrases=tuple(conditions["phrases"]["words"]),
        saying=frozenset(times["saying"]["verbs"]),
        long_units=frozenset(history["after"]["units"]),
    )  # fmt: skip
