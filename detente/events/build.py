"""From a rule that fits to an event: who, whom, how surely, on whose word, when and where."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from detente.dates import Interval
from detente.entities.resolve import Referent
from detente.events.arguments import Grammar, heads
from detente.events.contexts import Context, Contexts
from detente.events.link import Candidate, Slotted, candidates
from detente.events.match import Match, Matcher
from detente.events.merge import inside, one_each
from detente.events.model import Scorer
from detente.events.places import PlaceWords, place_of
from detente.events.status import Stance, StanceWords, stance_of
from detente.events.view import Act, View
from detente.events.worth import features_of
from detente.language.times import TimeExpression
from detente.language.tree import core, span
from detente.language.when import Dated, date_of, tense
from detente.lexicons.rules import EventType, Slots
from detente.records import Entity, Event, Reason, Sentence, Skip, Source, Span, Statement
from detente.statements.reporting import Reporting

SPEECH_TYPES = frozenset({"AGREE", "SUPPORT", "CONCEDE", "REQUEST", "ACCUSE", "REJECT", "THREATEN"})
"""Acts done by speaking: done once said, whatever is said."""

MIN_CHANCE = (
    0.44  # of a hit to be an event; cross-validated on train.json, 0.4 has the better F1, 0.5 the better precision
)
MIN_LONE = 0.4  # the same, for a role that nobody else has
MIN_PARTY = 0.5  # of somebody to belong to an act; likewise, 0.45 and 0.5 have the same F1, 0.5 the better precision


@dataclass(frozen=True, slots=True)
class Rules:
    """All that event making reads, loaded once."""

    types: Mapping[str, EventType]
    matcher: Matcher
    grammar: Grammar
    stance: StanceWords
    places: PlaceWords
    contexts: Contexts
    reporting: Reporting
    parties: Scorer | None
    """Weighs who belongs to an act; None: the rules' slots alone."""
    worth: Scorer | None
    """Weighs whether a hit is an event."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A rule's hit with all that it is judged by."""

    match: Match
    type: str
    mode: str | None
    actor: tuple[Referent, ...]
    recipient: tuple[Referent, ...]
    why: tuple[Reason, ...]
    """Why parties were added to those of the rule's slots."""
    stance: Stance
    statement: Statement | None
    holder: Match | None
    """The act it is what is asked, promised, threatened or refused in."""
    near: tuple[Candidate, ...]
    features: tuple[str, ...]
    chance: float
    """How likely it is an event, 0..1."""


class _Around:
    """What rule conditions ask about a sentence: see ``match.Surroundings``."""

    def __init__(self, view: View, sentence: Sentence) -> None:
        self._view, self._sentence = view, sentence

    def kinds(self, i: int) -> frozenset[str]:
        referents = self._view.entities.at(self._sentence, i)
        # "The Ruritanian president" is a person, though described and not named.
        described = {"person" for r in referents if r.kind == "agent" and r.entity.office and not r.plural}
        return frozenset(described | {referent.kind for referent in referents})

    def quoted(self, i: int) -> bool:
        return self._view.statement_at(self._sentence.tokens[i].start) is not None


def events_of(view: View, sentence: Sentence, rules: Rules) -> Iterator[Event | Skip]:
    """The events of one sentence in order of their triggers, and what was refused.

    1. Rules that fit, with who and whom, status and surroundings. 2. An act of nobody is none. 3. The scorer weighs whether
    a hit is an event; without it, what is asked, promised, threatened or refused is not an act of its own. 4. One act
    told twice in the sentence is one event. 5. Source, date, place, context.
    """
    times = view.open(sentence)
    kept: list[Proposal] = []
    skips: list[Skip] = []
    for proposal in proposals(view, sentence, rules, times):
        refused = refusal(proposal, rules)
        if refused is None:
            kept.append(proposal)
        else:
            skips.append(_skip(view, sentence, proposal.match, *refused))
    single, twins = one_each(kept)
    for twin, winner in twins:
        said = _words(sentence, winner.match).text
        skips.append(_skip(view, sentence, twin.match, "twice", f"the act of “{said}”, told again"))
    refusals = tuple(replace(skip.reason, step="refused") for skip in skips)
    contexts = rules.contexts.of(view.article.text, sentence.start, sentence.end) if single else ()
    for proposal in single:
        event = _event(view, sentence, proposal, rules, times, contexts, refusals)
        dated = any(reason.step == "date" and reason.span is not None for reason in event.reasons)
        view.acts.append(act_of(proposal, event.date if dated else None))
        yield event
    yield from skips


def proposals(view: View, sentence: Sentence, rules: Rules, times: Sequence[TimeExpression]) -> Iterator[Proposal]:
    """Every hit of a rule with its parties, before it is judged."""
    matches = rules.matcher.find(sentence, _Around(view, sentence))
    for match in matches:
        rule = match.rule
        slotted = _slotted(view, sentence, match, rules.grammar)
        stance = stance_of(
            sentence, match.anchor, match.words, type=rule.type, speech_act=rule.type in SPEECH_TYPES,
            forced=rule.status, words_of=rules.stance, published=view.published, times=times,
        )  # fmt: skip
        statement = view.statement_at(sentence.tokens[match.anchor].start)
        near = tuple(candidates(view, sentence, match, slotted, statement, stance.status))
        actor, recipient, why = _parties(slotted, near, match, rules.parties)
        holder = next((other for other in matches if inside(sentence, match, other, rules.grammar)), None)
        features = features_of(sentence, match, actor, recipient, stance, statement, holder, rules.grammar)
        chance = rules.worth.chances(features)["event"] if rules.worth is not None else rule.confidence
        kind = rules.types[rule.type]
        future = stance.future and kind.future
        actor = actor or _unknown(view, sentence, match.anchor, rule.actor, rules.grammar)
        recipient = recipient or _unknown(view, sentence, match.anchor, rule.recipient, rules.grammar)
        yield Proposal(
            match, kind.future if future else rule.type, None if future else rule.mode, actor, recipient, why, stance,
            statement, holder, near, features, chance,
        )  # fmt: skip


def act_of(proposal: Proposal, dated: Interval | None = None) -> Act:
    """What later sentences need to know of an act; ``dated`` if its own words say when."""
    actor, recipient = (
        frozenset(r.entity.code for r in side if r.entity.code) for side in (proposal.actor, proposal.recipient)
    )
    return Act(proposal.match.rule.type, actor, recipient, dated)


def refusal(proposal: Proposal, rules: Rules) -> tuple[str, str] | None:
    """Why a hit is no event, as kind and sentence; None if it is one."""
    if not any(referent.entity.code for referent in (*proposal.actor, *proposal.recipient)):
        return "nobody", "nobody of a known country or body did it or had it done to them"
    if rules.worth is not None:
        if proposal.chance < MIN_CHANCE:
            return "unlikely", f"hits like this are seldom events: {proposal.chance:.0%} ({rules.worth.name})"
        return None
    if proposal.holder is not None:
        return "absorbed", f"is what another act is about ({proposal.holder.rule.id})"
    return None


def _event(
    view: View, sentence: Sentence, proposal: Proposal, rules: Rules, times: Sequence[TimeExpression],
    contexts: Sequence[Context], refusals: tuple[Reason, ...],
) -> Event:  # fmt: skip
    match, stance = proposal.match, proposal.stance
    kind = rules.types[proposal.type]
    trigger = _words(sentence, match)
    source, why_source = _source(view, sentence, proposal, rules.reporting)
    # A hope or an offer is voiced on the day of the news, whenever what it is about may come.
    voiced = match.rule.type in SPEECH_TYPES and stance.status == "possible"
    status = "actual" if voiced else stance.status
    dated = date_of(sentence, match.anchor, times, view.published, status=status, reported=source is not None)
    dated = _carried(view, proposal, _as_said(view, sentence, proposal, times, dated))
    place = place_of(sentence, match.anchor, match.words, view.entities, rules.places, rules.grammar)
    reasons = (
        Reason("type", match.rule.id, trigger, _says(rules.types[match.rule.type], trigger)),
        *((Reason("type", rules.worth.name, None, f"{proposal.chance:.0%} of hits like this are events", proposal.chance),)
          if rules.worth is not None else ()),
        *_whys("actor", proposal.actor),
        *_whys("recipient", proposal.recipient),
        *proposal.why,
        *stance.reasons,
        *why_source,
        dated.reason,
        *((place.reason,) if place is not None else ()),
        *(context.reason for context in contexts),
        *refusals,
    )  # fmt: skip
    return Event(
        id=_id(view.article.id, proposal.type, trigger),
        article_id=view.article.id,
        type=proposal.type,
        mode=proposal.mode,
        actor=tuple(referent.entity for referent in proposal.actor),
        recipient=tuple(referent.entity for referent in proposal.recipient),
        status=stance.status,
        source=source,
        date=dated.interval,
        place=place.name if place is not None else None,
        condition=stance.condition.text if stance.condition is not None else None,
        hedges=tuple(hedge.text for hedge in stance.hedges),
        context=tuple(context.name for context in contexts),
        quad=kind.quad,
        scale=kind.scale(proposal.mode),
        confidence=proposal.chance,
        trigger=trigger,
        words=_told(sentence, match, (*proposal.actor, *proposal.recipient)),
        sentence=Span(sentence.start, sentence.end, sentence.text),
        sentence_n=sentence.n,
        reasons=reasons,
    )


def _as_said(
    view: View, sentence: Sentence, proposal: Proposal, times: Sequence[TimeExpression], dated: Dated
) -> Dated:
    """The day of the saying for what its actor does by saying it: "On Monday the minister said he would not …"."""
    statement = proposal.statement
    if dated.expression is not None or proposal.type not in SPEECH_TYPES or statement is None or statement.cue is None:
        return dated
    cue = next((t.i for t in sentence.tokens if t.start == statement.cue.start), None)
    speakers = {r.entity.code for r in view.source_of(statement)} - {None}
    if cue is None or not speakers & {r.entity.code for r in proposal.actor} or proposal.stance.status != "actual":
        return dated
    said = date_of(sentence, cue, times, view.published, status="actual", reported=False)
    return said if said.expression is not None else dated


def _carried(view: View, proposal: Proposal, dated: Dated) -> Dated:
    """The date of the act as told before, where these words give none: the same type between some of the same parties.

    For a noun ("the call") that goes before the day of publication, if all its parties are the same.
    """
    noun = proposal.match.rule.anchor == "noun" and proposal.stance.status == "actual"
    if dated.expression is not None or (dated.interval is not None and not noun):
        return dated
    codes = {r.entity.code for r in (*proposal.actor, *proposal.recipient) if r.entity.code}
    for act in reversed(view.acts):
        told = act.actor | act.recipient
        same = codes == told if dated.interval is not None else bool(codes & told)
        if act.dated is None or (
            proposal.stance.status == "actual" and view.published and act.dated.start > view.published
        ):
            continue  # what has been done was not done on a day to come
        if act.type == proposal.match.rule.type and same:
            says = "No date in these words; the date is that of the act as told before."
            return Dated(act.dated, Reason("date", "when#told-before", None, says), None)
    return dated


# who and whom ---------------------------------------------------------------------------------------------------------


def _slotted(view: View, sentence: Sentence, match: Match, grammar: Grammar) -> Slotted:
    """Who and whom by the rule's own slots."""
    actor = _fill(view, sentence, match.anchor, match.rule.actor, grammar)
    recipient = _fill(view, sentence, match.anchor, match.rule.recipient, grammar)
    if match.rule.reciprocal:
        return Slotted(_joined(actor, recipient), ())
    return Slotted(actor, tuple(r for r in recipient if not any(_same(r.entity, a.entity) for a in actor)))


def _fill(view: View, sentence: Sentence, anchor: int, slots: Slots, grammar: Grammar) -> tuple[Referent, ...]:
    """Whom the first slot names that names anybody of a known country or body, else the first that names anybody."""
    others: tuple[Referent, ...] = ()
    for alternative in slots:
        found: list[Referent] = []
        for path in alternative:
            if path[0] == "speaker":
                found += view.speaker(sentence, anchor)
            else:
                for i in heads(sentence, anchor, path, grammar):
                    found += view.entities.at(sentence, i)
        if any(referent.entity.code for referent in found):
            return _joined(found, ())
        others = others or _joined(found, ())
    return others


def _unknown(view: View, sentence: Sentence, anchor: int, slots: Slots, grammar: Grammar) -> tuple[Referent, ...]:
    """Those in a slot of whom nothing is known but their words ("the plane"), where nobody known is in it."""
    for alternative in slots:
        found = [i for path in alternative if path[0] != "speaker" for i in heads(sentence, anchor, path, grammar)]
        found = [i for i in found if sentence.tokens[i].pos in ("NOUN", "PROPN") and not view.entities.at(sentence, i)]
        if found:
            return tuple(_stranger(sentence, i) for i in dict.fromkeys(found))
    return ()


def _stranger(sentence: Sentence, i: int) -> Referent:
    inner = core(sentence, i)
    words = span(sentence, inner[0], max(inner[-1], i))
    reason = Reason("entity", "entities/resolve#unknown", words, f"“{words.text}”: of no known country or body")
    return Referent(
        Entity(None, ("UNK",), words, reasons=(reason,)), "thing", sentence.tokens[i].tag in ("NNS", "NNPS")
    )


def _joined(first: Iterable[Referent], second: Iterable[Referent]) -> tuple[Referent, ...]:
    """Both, each entity once."""
    kept: list[Referent] = []
    for referent in (*first, *second):
        if not any(_same(referent.entity, other.entity) for other in kept):
            kept.append(referent)
    return tuple(kept)


def _same(one: Entity, other: Entity) -> bool:
    if one.span == other.span:
        return one.code == other.code
    return one.code == other.code and one.sector == other.sector and one.name == other.name and bool(one.code)


def _parties(
    slotted: Slotted, near: Sequence[Candidate], match: Match, scorer: Scorer | None
) -> tuple[tuple[Referent, ...], tuple[Referent, ...], tuple[Reason, ...]]:
    """Who and whom, the slots' answer weighed against everybody near; with the reasons for what the scorer changed."""
    if scorer is None:
        return slotted.actor, slotted.recipient, ()
    chosen: dict[str, list[Referent]] = {"actor": [], "recipient": []}
    reasons = []
    for role, code, candidate, chance in _best(near, scorer):
        given = next(
            (r for r in (slotted.actor if role == "actor" else slotted.recipient) if r.entity.code == code), None
        )
        chosen[role].append(given or candidate.referent)
        if given is None:
            words = candidate.referent.entity.span
            says = f"“{words.text}” stands to the act as its {role} mostly does ({chance:.0%})"
            reasons.append(Reason(role, scorer.name, words, says, chance))
    # Two sides of one country are one code to the scorer: where it sees only one of them, the slots tell them apart.
    codes = {r.entity.code for r in (*chosen["actor"], *chosen["recipient"])}
    for role, given_by in (("actor", slotted.actor), ("recipient", slotted.recipient)):
        if not chosen[role] and given_by and all(r.entity.code in codes for r in given_by):
            chosen[role] += given_by
    # Parties without a code ("corporations") are beyond the scorer: the slots keep them.
    for role, given_by in (("actor", slotted.actor), ("recipient", slotted.recipient)):
        sectors = {sector for referent in chosen[role] for sector in referent.entity.sector}
        chosen[role] += [r for r in given_by if r.entity.code is None and not sectors & set(r.entity.sector)]
    return tuple(chosen["actor"]), tuple(chosen["recipient"]), tuple(reasons)


def _best(near: Sequence[Candidate], scorer: Scorer) -> Iterator[tuple[str, str, Candidate, float]]:
    """Each country or body near with the role it most likely has, by the words that speak best for it.

    A role that nobody is sure to have goes to the likeliest if that is likely enough.
    """
    by_role: dict[str, dict[str, tuple[float, Candidate]]] = {"actor": {}, "recipient": {}}
    for candidate in near:
        code = candidate.referent.entity.code or ""
        chances = scorer.chances(candidate.features)
        role = max(by_role, key=lambda name: chances[name])
        known = by_role[role].get(code)
        if known is None or chances[role] > known[0]:
            by_role[role][code] = (chances[role], candidate)
    sure = {
        role: {code for code, (chance, _) in found.items() if chance >= MIN_PARTY} for role, found in by_role.items()
    }
    for role, found in by_role.items():
        codes = sure[role]
        if not codes and found:
            likeliest = max(found, key=lambda code: found[code][0])
            if (
                found[likeliest][0] >= MIN_LONE
                and likeliest not in sure["actor" if role == "recipient" else "recipient"]
            ):
                codes = {likeliest}
        for code, (chance, candidate) in found.items():
            if code in codes:
                yield role, code, candidate, chance


def _whys(step: str, referents: Iterable[Referent]) -> Iterator[Reason]:
    for referent in referents:
        for reason in referent.entity.reasons:
            yield replace(reason, step=step)


# on whose word --------------------------------------------------------------------------------------------------------


def _source(
    view: View, sentence: Sentence, proposal: Proposal, reporting: Reporting
) -> tuple[Source | None, tuple[Reason, ...]]:
    """On whose word the act is known, with the reasons; None for the outlet's own."""
    statement = proposal.statement
    if statement is None or not all(reporting.vouches(reason.rule) for reason in statement.reasons):
        return None, ()
    if statement.source is None:
        cue = statement.cue
        return Source(None, "unnamed", cue.start if cue else None, cue.end if cue else None), statement.reasons
    referents = view.source_of(statement)
    code = next((r.entity.code for r in referents if r.entity.code), None) or view.home_of(referents)
    performed = proposal.type in SPEECH_TYPES and proposal.stance.status == "actual"
    told = tense(sentence, proposal.match.anchor) in ("past", "perfect", "pluperfect")
    if performed and not told and code is not None and any(r.entity.code == code for r in proposal.actor):
        return None, ()
    where = statement.source
    return Source(code, where.text, where.start, where.end), statement.reasons


# words ----------------------------------------------------------------------------------------------------------------


def _words(sentence: Sentence, match: Match) -> Span:
    return span(sentence, match.words[0], match.words[-1])


def _says(kind: EventType, trigger: Span) -> str:
    return f"“{trigger.text}”: {kind.gloss[0].lower()}{kind.gloss[1:]}"


def _told(sentence: Sentence, match: Match, referents: Iterable[Referent]) -> str:
    """The words from the first to the last that the event rests on, within the sentence."""
    spans = [r.entity.span for r in referents if sentence.start <= r.entity.span.start < sentence.end]
    start = min([sentence.tokens[match.words[0]].start, *(s.start for s in spans)])
    end = max([sentence.tokens[match.words[-1]].end, *(s.end for s in spans)])
    return sentence.text[start - sentence.start : end - sentence.start]


def _id(article_id: str, name: str, trigger: Span) -> str:
    key = f"{article_id}|{name}|{trigger.start}|{trigger.end}"
    return "ev_" + hashlib.sha256(key.encode()).hexdigest()[:12]


def _skip(view: View, sentence: Sentence, match: Match, step: str, says: str) -> Skip:
    trigger = _words(sentence, match)
    return Skip(view.article.id, step, trigger, Reason("type", match.rule.id, trigger, says))
