"""One act, one event: what stands inside another act, and what tells the same act again."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from detente.events.arguments import Grammar, light_verb
from detente.events.match import Match
from detente.records import Sentence

if TYPE_CHECKING:
    from detente.events.build import Proposal

# Ways from an act down to what it is about. Relative clauses, adverbial clauses and subjects tell acts of their own.
_ABOUT = frozenset({"xcomp", "ccomp", "dobj", "prep", "pobj", "pcomp", "acl", "conj", "attr", "acomp", "oprd", "dative",
                    "nsubjpass", "compound", "amod", "poss", "advmod", "prt", "agent", "nsubj"})  # fmt: skip
_DEPTH = 12
# An act in a phrase of time or cause is another one: "criticised Iran after talks".
_OTHER_ACT = frozenset(
    {"after", "before", "during", "following", "since", "amid", "despite", "by", "because", "until", "at"}
)


def inside(sentence: Sentence, match: Match, other: Match, grammar: Grammar) -> bool:
    """Whether an act is what another, absorbing one is about: what is asked, promised, threatened, refused."""
    if other.anchor == match.anchor or not other.rule.absorbs:
        return False
    tops = {other.anchor, *other.words}
    carrier = light_verb(sentence, other.anchor, grammar)
    if carrier is not None:
        tops.add(carrier)
    at = match.anchor
    for step in range(_DEPTH):
        token = sentence.tokens[at]
        if at in tops:
            return step > 0
        if token.head == at or token.dep not in _ABOUT:
            return False
        if token.dep in ("nsubj", "nsubjpass") and token.head in tops:
            return False
        if token.dep == "conj" and token.head in tops:
            return False
        if token.dep == "prep" and token.lemma in _OTHER_ACT:
            return False
        at = token.head
    return False


def one_each(found: Sequence[Proposal]) -> tuple[list[Proposal], list[tuple[Proposal, Proposal]]]:
    """Of those that tell one act the likelier, in order of the text; and the others, each with the one it repeats."""
    kept: list[Proposal] = []
    twins: list[tuple[Proposal, Proposal]] = []
    for one in sorted(found, key=lambda p: (-p.chance, p.match.anchor)):
        winner = next((other for other in kept if _same_act(one, other)), None)
        if winner is None:
            kept.append(one)
        else:
            twins.append((one, winner))
    return sorted(kept, key=lambda p: p.match.anchor), twins


def _same_act(one: Proposal, other: Proposal) -> bool:
    """Whether two hits of a sentence are one act told twice: the same type between the same parties.

    In train.json 132 of 2,834 events repeat type and parties of another in their sentence: this loses them.
    """
    return one.type == other.type and _parties(one) == _parties(other)


def _parties(one: Proposal) -> frozenset[str | None]:
    return frozenset(referent.entity.code for referent in (*one.actor, *one.recipient))
