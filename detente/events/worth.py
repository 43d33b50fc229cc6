"""How a rule's hit looks in its sentence: what the learned scorer judges by whether it is an event."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from detente.entities.resolve import Referent
from detente.events.arguments import Grammar, light_verb
from detente.events.match import Match
from detente.events.status import Stance
from detente.language.tree import ancestors, is_verb, kids
from detente.language.when import tense
from detente.records import Sentence, Statement

EARLY = 3  # sentences at the head of a report, where most of its news is


def features_of(
    sentence: Sentence,
    match: Match,
    actor: Sequence[Referent],
    recipient: Sequence[Referent],
    stance: Stance,
    statement: Statement | None,
    holder: Match | None,
    grammar: Grammar,
) -> tuple[str, ...]:
    """The description of one hit, in a fixed order; ``holder`` is the act it stands in, if that absorbs it."""
    plain = (
        *_words(sentence, match, grammar),
        *_parties(actor, recipient),
        *_setting(sentence, match, stance, statement, holder),
    )
    kind = match.rule.type
    return (
        f"type={kind}",
        f"rule={match.rule.id}",
        *plain,
        *(f"{feature}|{kind}" for feature in plain if "lemma" not in feature),
    )


def _words(sentence: Sentence, match: Match, grammar: Grammar) -> Iterator[str]:
    anchor = sentence.tokens[match.anchor]
    yield f"lemma={anchor.lemma}"
    yield f"lemma={anchor.lemma}&tag={anchor.tag}"
    yield f"tag={anchor.tag}"
    yield f"dep={anchor.dep}&noun={not is_verb(sentence, match.anchor)}"
    yield f"confidence={round(match.rule.confidence, 1)}"
    yield f"anchor={match.rule.anchor}"
    head = sentence.tokens[anchor.head]
    if head.i != anchor.i:
        yield f"headlemma={head.lemma}"
        yield f"headpos={head.pos}&dep={anchor.dep}"
        if anchor.dep == "pobj":
            yield f"over={sentence.tokens[head.head].lemma}:{head.lemma} lemma"
    for above in list(ancestors(sentence, anchor.i))[:4]:
        if is_verb(sentence, above):
            yield f"above={sentence.tokens[above].lemma} lemma"
            yield f"above={sentence.tokens[above].lemma} lemma|{match.rule.type}"
    for k in kids(sentence, anchor.i):
        child = sentence.tokens[k]
        yield f"child={child.dep}"
        if child.dep in (
            "dobj",
            "prep",
            "amod",
            "det",
            "compound",
            "neg",
            "aux",
            "advmod",
            "prt",
            "nsubj",
            "nsubjpass",
            "xcomp",
            "ccomp",
        ):
            yield f"child={child.dep}:{child.lemma} lemma"
    carrier = light_verb(sentence, anchor.i, grammar)
    if carrier is not None:
        yield f"light={sentence.tokens[carrier].lemma} lemma"
        yield "light"
    for step in (-1, 1):
        near = anchor.i + step
        if 0 <= near < len(sentence.tokens):
            yield f"next{step}={sentence.tokens[near].lemma} lemma"


def _parties(actor: Sequence[Referent], recipient: Sequence[Referent]) -> Iterator[str]:
    codes = {r.entity.code for r in (*actor, *recipient) if r.entity.code}
    yield f"codes={min(len(codes), 3)}"
    yield f"parties={min(len(actor), 2)}{min(len(recipient), 2)}"
    for role, referents in (("actor", actor), ("recipient", recipient)):
        for referent in referents:
            yield f"{role}kind={referent.kind}"
            yield f"{role}sector={referent.entity.sector[0] if referent.entity.sector else '-'}"


def _setting(
    sentence: Sentence, match: Match, stance: Stance, statement: Statement | None, holder: Match | None
) -> Iterator[str]:
    yield f"status={stance.status}"
    yield f"future={stance.future}"
    yield f"tense={tense(sentence, match.anchor)}"
    yield f"said={statement.kind if statement else 'no'}"
    yield f"early={sentence.n < EARLY}"
    yield f"words={min(len(match.words), 4)}"
    yield f"constraints={min(len(match.rule.constraints), 4)}"
    yield f"held={holder.rule.type if holder else 'no'}"
    yield f"question={sentence.text.rstrip().endswith('?')}"
    if sentence.tokens[match.anchor].head == match.anchor:
        yield "root"
