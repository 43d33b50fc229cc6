"""Who belongs to an act: everybody named near it, weighed as its actor, its recipient, or neither.

A rule's slots say where the parties of an act stand when the parse is right and all is said in one clause. News is
seldom so tidy; this looks at everybody the sentence (and, for want of them, the article) names and describes how each
stands to the act. ``model.py`` holds the weights learned from such descriptions.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from detente.entities.resolve import Referent
from detente.events.match import Match
from detente.events.view import View
from detente.language.tree import ancestors, core, is_passive, is_verb
from detente.records import Reason, Sentence, Statement, Token

MAX_STEPS = 6
"""Steps of the parse between somebody and the act beyond which the way says nothing."""
CONTEXT_PARTIES = 3
"""How many of the countries and bodies the article names most are weighed when the sentence does not name them."""
MEMORY = 8
"""How many of the acts told before are looked at."""
_NAMING = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET"})
_INSIDE_NAME = frozenset({"compound", "amod", "nmod"})


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who may belong to an act, and how he stands to it."""

    referent: Referent
    token: int | None
    """In the sentence; None for somebody the sentence does not name."""
    features: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Slotted:
    """What the rule's slots gave."""

    actor: tuple[Referent, ...]
    recipient: tuple[Referent, ...]


def candidates(
    view: View, sentence: Sentence, match: Match, slotted: Slotted, statement: Statement | None, status: str
) -> list[Candidate]:
    """Everybody who may belong to the act, in order of the text, those from outside the sentence last."""
    named = list(_named(view, sentence))
    placed = [(i, referent) for i, referent in named if referent.entity.code]
    codes = {referent.entity.code for _, referent in placed}
    source = {r.entity.code for r in view.source_of(statement)} if statement is not None else set()
    act = _act_features(sentence, match, slotted, len(codes), status)
    found = []
    for i, referent in placed:
        order = _order(match.anchor, i, [k for k, _ in placed])
        features = (
            *_own(sentence, match, i, referent, order),
            *_common(view, match, referent, slotted, source, len(codes)),
        )
        found.append(Candidate(referent, i, _crossed(features, match, act)))
    for features, referent in _outside(view, sentence, match, codes, slotted):
        described = (*features, *_common(view, match, referent, slotted, source, len(codes)))
        found.append(Candidate(referent, None, _crossed(described, match, act)))
    return found


def _named(view: View, sentence: Sentence) -> Iterator[tuple[int, Referent]]:
    """The people, bodies and states a sentence names, each phrase once, by the token that heads it."""
    taken: set[int] = set()
    for token in sentence.tokens:
        if (
            token.dep in _INSIDE_NAME
            or token.pos not in _NAMING
            or token.i in taken
            or _inside_hit(view, sentence, token)
        ):
            continue
        for referent in view.entities.at(sentence, token.i):
            taken.update(core(sentence, token.i))
            yield token.i, _at_home(view, referent)
    for token in sentence.tokens:
        # A nationality before a noun that is itself nobody: "Israeli raids".
        if token.dep in _INSIDE_NAME and token.i not in taken and not _inside_hit(view, sentence, token):
            for referent in view.entities.at(sentence, token.i):
                taken.add(token.i)
                yield token.i, referent


def _at_home(view: View, referent: Referent) -> Referent:
    """Somebody official of no said country ("the police"), as one of the country the article speaks of most."""
    home = view.home_of((referent,))
    if home is None:
        return referent
    entity = referent.entity
    says = f"“{entity.span.text}”: no country is said; the article speaks most of {home}"
    reason = Reason("entity", "entities/resolve#home", entity.span, says)
    return replace(referent, entity=replace(entity, code=home, reasons=(*entity.reasons, reason)), kind="home")


def _inside_hit(view: View, sentence: Sentence, token: Token) -> bool:
    """Whether a word is a piece of a name whose head is another word: "the" and "of" in "the Republic of Korea"."""
    hit = view.entities.hit_at(token.start)
    if hit is None or token.head == token.i:
        return False
    head = sentence.tokens[token.head]
    return hit.start <= head.start < hit.end


# descriptions ---------------------------------------------------------------------------------------------------------


def _order(anchor: int, i: int, places: Sequence[int]) -> int:
    """How many others stand between somebody and the act, at most 3."""
    low, high = min(anchor, i), max(anchor, i)
    return min(sum(low < place < high for place in set(places)), 3)


def _own(sentence: Sentence, match: Match, i: int, referent: Referent, order: int) -> Iterator[str]:
    """How somebody in the sentence stands to the act."""
    way = path(sentence, i, match.anchor)
    yield f"way={way}"
    yield f"way={way}&verb={is_verb(sentence, match.anchor)}&passive={_passive(sentence, match.anchor)}"
    yield f"lemma={sentence.tokens[match.anchor].lemma}&way={way}"
    yield f"rule={match.rule.id}&way={way}"
    side = "before" if i < match.anchor else "after"
    yield f"side={side}"
    yield f"gap={side}{_bucket(abs(i - match.anchor))}"
    yield f"order={side}{order}"
    yield f"dep={sentence.tokens[i].dep}&side={side}"
    yield f"dep={sentence.tokens[i].dep}&kind={referent.kind}"
    if referent.kind in ("thing", "agent"):
        yield f"lemma={sentence.tokens[i].lemma}|thing"
    yield f"under={_preposition(sentence, i)}:{sentence.tokens[_head_word(sentence, i)].pos}&side={side}"
    preposition = _preposition(sentence, i)
    yield f"prep={preposition}&side={side}"
    yield f"sameclause={_clause(sentence, i) == _clause(sentence, match.anchor)}"
    token = sentence.tokens[i]
    if token.tag.startswith("PRP"):
        yield "pronoun"
    if referent.plural:
        yield "plural"
    if i in match.words:
        yield "in words"


def _common(
    view: View, match: Match, referent: Referent, slotted: Slotted, source: set[str | None], codes: int
) -> Iterator[str]:
    """What is true of somebody wherever he stands."""
    code = referent.entity.code
    actor = {r.entity.code for r in slotted.actor}
    recipient = {r.entity.code for r in slotted.recipient}
    role = "actor" if code in actor else "recipient" if code in recipient else "none"
    exact = any(r.entity.span == referent.entity.span for r in (*slotted.actor, *slotted.recipient))
    yield f"slot={role}"
    yield f"slot={role}&exact={exact}"
    yield f"slot={role}&conf={round(match.rule.confidence, 1)}"
    yield f"slot={role}&missing={'a' if not actor else ''}{'r' if not recipient else ''}"
    yield f"kind={referent.kind}"
    yield f"kind={referent.kind}&slot={role}"
    yield f"sector={referent.entity.sector[0] if referent.entity.sector else '-'}"
    yield f"codes={min(codes, 4)}&slot={role}"
    if code in source:
        yield "source"
        yield f"source&slot={role}"
    rank = view.entities.seen.index(code) if code in view.entities.seen[:4] else 4
    yield f"rank={rank}"
    yield from _told_before(view, match, code, actor, recipient)


def _told_before(
    view: View, match: Match, code: str | None, actor: set[str | None], recipient: set[str | None]
) -> Iterator[str]:
    """What part somebody had in the acts told before, alone and together with those the slots name."""
    for act in reversed(view.acts[-MEMORY:]):
        role = "actor" if code in act.actor else "recipient" if code in act.recipient else ""
        if role:
            yield f"past={role}"
            yield f"past={role}&same={act.type == match.rule.type}"
            break
    else:
        yield "past=no"
    given = (actor | recipient) - {code, None}
    for act in reversed(view.acts[-MEMORY:]):
        if act.type == match.rule.type and code in act.actor | act.recipient:
            role = "actor" if code in act.actor else "recipient"
            yield f"pastsame={role}"
            break
    partner = any(given & act.actor and code in act.recipient for act in view.acts[-MEMORY:])
    reverse = any(given & act.recipient and code in act.actor for act in view.acts[-MEMORY:])
    side = any(given & act.actor and code in act.actor for act in view.acts[-MEMORY:])
    if given:
        yield f"partner={partner}{reverse}{side}"


def _outside(
    view: View, sentence: Sentence, match: Match, codes: set[str | None], slotted: Slotted
) -> Iterator[tuple[tuple[str, ...], Referent]]:
    """Those whom the sentence does not name: who the article spoke of just before, and who it speaks of most."""
    seen: set[str | None] = set(codes)
    rank = 0
    for mention in reversed(view.entities.mentioned):
        if mention.sentence >= sentence.n or mention.sentence < sentence.n - 2 or rank >= CONTEXT_PARTIES:
            continue
        code = mention.referent.entity.code
        if code is None or code in seen:
            continue
        seen.add(code)
        back = sentence.n - mention.sentence
        yield (f"out=before{back}", f"out=before{back}&subject={mention.subject}&rank={rank}"), mention.referent
        rank += 1
    for place, code in enumerate(view.entities.seen[:CONTEXT_PARTIES]):
        if code in seen:
            continue
        last = next(
            (
                m
                for m in reversed(view.entities.mentioned)
                if m.referent.entity.code == code and m.sentence < sentence.n
            ),
            None,
        )
        if last is not None:
            yield (f"out=focus{place}",), last.referent


def _act_features(sentence: Sentence, match: Match, slotted: Slotted, codes: int, status: str) -> tuple[str, ...]:
    actor = {r.entity.code for r in slotted.actor if r.entity.code}
    recipient = {r.entity.code for r in slotted.recipient if r.entity.code}
    return (f"has={min(len(actor), 2)}{min(len(recipient), 2)}", f"n={min(codes, 4)}")


def _crossed(features: Sequence[str], match: Match, act: tuple[str, ...]) -> tuple[str, ...]:
    """The features, alone, with the type of the act, and with what the slots had given."""
    crossed = list(features)
    for feature in features:
        if not feature.startswith(("lemma=", "rule=")):
            crossed.append(f"{feature}|{match.rule.type}")
            crossed.append(f"{feature}|{act[0]}")
    crossed += [f"{act[0]}|{match.rule.type}", *act]
    return tuple(crossed)


# ways through the parse -----------------------------------------------------------------------------------------------


def path(sentence: Sentence, start: int, end: int) -> str:
    """The labels from one word up to the word above both, and down to the other; prepositions by name, lists passed over."""
    up = [start, *ancestors(sentence, start)]
    down = [end, *ancestors(sentence, end)]
    shared = next((i for i in up if i in down), None)
    if shared is None:
        return "none"
    rising = [_label(sentence, i) for i in up[: up.index(shared)]]
    falling = [_label(sentence, i) for i in reversed(down[: down.index(shared)])]
    steps = [f"^{label}" for label in rising if label] + [f"v{label}" for label in falling if label]
    return "".join(steps) if len(steps) <= MAX_STEPS else "far"


def _label(sentence: Sentence, i: int) -> str:
    token = sentence.tokens[i]
    if token.dep == "conj" and not is_verb(sentence, i):
        return ""
    if token.dep in ("prep", "agent", "dative") and token.pos in ("ADP", "SCONJ", "VERB", "ADV"):
        return f"{token.dep}:{token.lemma}"
    return token.dep


def _preposition(sentence: Sentence, i: int) -> str:
    at = i
    while sentence.tokens[at].dep == "conj":
        at = sentence.tokens[at].head
    head = sentence.tokens[sentence.tokens[at].head]
    return head.lemma if sentence.tokens[at].dep == "pobj" else sentence.tokens[at].dep


def _head_word(sentence: Sentence, i: int) -> int:
    """The word somebody's phrase hangs on, lists and prepositions passed over."""
    at = i
    while sentence.tokens[at].dep == "conj":
        at = sentence.tokens[at].head
    head = sentence.tokens[at].head
    return sentence.tokens[head].head if sentence.tokens[at].dep == "pobj" else head


def _clause(sentence: Sentence, i: int) -> int:
    """The verb of the clause that a word is in."""
    if is_verb(sentence, i):
        return i
    return next((above for above in ancestors(sentence, i) if is_verb(sentence, above)), i)


def _passive(sentence: Sentence, i: int) -> bool:
    return is_verb(sentence, i) and is_passive(sentence, i)


def _bucket(distance: int) -> int:
    for limit in (1, 2, 4, 8, 16):
        if distance <= limit:
            return limit
    return 32


__all__ = ["Candidate", "Slotted", "candidates", "path"]
