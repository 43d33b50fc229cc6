"""What is said, where the parse shows it: the clause, infinitive, object or phrase that a cue takes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from detente.language import tree
from detente.records import Sentence, Span
from detente.statements import sources
from detente.statements.reporting import Cue, Reporting

# In this order a cue with several complements gets its content.
_ORDER = ("clause", "infinitive", "gerund", "small", "as", "of", "for", "object")


@dataclass(frozen=True, slots=True)
class Report:
    """A cue with its source, and with its content as far as the parse gives one."""

    rule: str
    sentence: Sentence
    at: int
    """Token of the cue."""
    cue: Span
    source: Span | None
    content: tuple[int, int] | None
    """Offsets; None for a cue that may still have a quotation."""
    quotes: bool
    """Whether the cue can introduce a quotation."""
    takes: str
    """The complement found; "" without one."""


def reports(sentence: Sentence, reporting: Reporting) -> Iterator[Report]:
    """All cues of one sentence, in order."""
    for token in sentence.tokens:
        i, lemma = token.i, token.lemma
        if token.tag.startswith("VB"):
            if lemma in reporting.verbs or lemma in reporting.passives:
                yield from _verb(sentence, i, reporting)
        elif token.pos == "NOUN":
            if lemma in reporting.nouns:
                yield from _noun(sentence, i, reporting.nouns[lemma])
        elif token.pos == "ADJ" and lemma in reporting.adjectives:
            yield from _adjective(sentence, i, reporting.adjectives[lemma])


def _verb(sentence: Sentence, i: int, reporting: Reporting) -> Iterator[Report]:
    token = sentence.tokens[i]
    cues = reporting.verbs.get(token.lemma, ())
    if tree.kids(sentence, i, "nsubjpass", "auxpass"):
        yield from _passive(sentence, i, cues, reporting.passives.get(token.lemma, ()))
        return
    if token.lemma in ("seem", "appear"):
        yield from _impersonal(sentence, i, reporting.passives.get(token.lemma, ()))
        return
    head = sources.speaker(sentence, i)
    chosen = _choose(sentence, i, cues)
    quoting = next((cue for cue in cues if "quote" in cue.takes), None)
    if chosen is None and quoting is None:
        return
    cue, takes, content = chosen or (quoting, "", None)
    assert cue is not None
    avoid = {i} | (set(range(content[0], content[1] + 1)) if content else set())
    if head in avoid:
        head = None
    source = sources.noun_phrase(sentence, head, avoid) if head is not None else None
    yield Report(
        cue.rule,
        sentence,
        i,
        tree.span(sentence, i, i),
        source,
        _offsets(sentence, content),
        quoting is not None,
        takes,
    )


def _passive(sentence: Sentence, i: int, cues: tuple[Cue, ...], passives: tuple[Cue, ...]) -> Iterator[Report]:
    """ "is said to have …", "it was reported that …", "were accused of …", "was announced by …"."""
    by = sources.agent(sentence, i)
    subject = next(iter(tree.kids(sentence, i, "nsubjpass")), None)
    chosen = _choose(sentence, i, passives)
    if chosen is not None:
        cue, takes, content = chosen
        if takes == "infinitive" and subject is not None:
            content = _joined(content, _extent(sentence, subject))
    else:
        chosen = _choose(sentence, i, cues, active=False)
        if chosen is None:
            return
        cue, takes, content = chosen
        if takes == "object" and subject is not None:
            content = _extent(sentence, subject)
    source = sources.noun_phrase(sentence, by, {i}) if by is not None else None
    yield Report(
        cue.rule, sentence, i, tree.span(sentence, i, i), source, _offsets(sentence, content), False, "passive " + takes
    )


def _impersonal(sentence: Sentence, i: int, cues: tuple[Cue, ...]) -> Iterator[Report]:
    """ "seems to be": what is said is the subject with the infinitive."""
    chosen = _choose(sentence, i, cues)
    if chosen is None:
        return
    cue, takes, content = chosen
    subject = next(iter(tree.kids(sentence, i, "nsubj")), None)
    if takes == "infinitive" and subject is not None:
        content = _joined(content, _extent(sentence, subject))
    yield Report(
        cue.rule, sentence, i, tree.span(sentence, i, i), None, _offsets(sentence, content), False, "seem " + takes
    )


def _noun(sentence: Sentence, i: int, cues: tuple[Cue, ...]) -> Iterator[Report]:
    yield from _nominal(sentence, i, cues, sources.owner(sentence, i), "noun")


def _adjective(sentence: Sentence, i: int, cues: tuple[Cue, ...]) -> Iterator[Report]:
    token = sentence.tokens[i]
    head = sources.speaker(sentence, token.head) if token.dep in ("acomp", "attr", "oprd") else None
    yield from _nominal(sentence, i, cues, head, "adj")


def _nominal(sentence: Sentence, i: int, cues: tuple[Cue, ...], head: int | None, kind: str) -> Iterator[Report]:
    """The report of a noun or adjective with the complement it takes; ``head`` is whose it is."""
    chosen = _choose(sentence, i, cues)
    if chosen is None:
        return
    cue, takes, content = chosen
    avoid = {i, *range(content[0], content[1] + 1)}
    source = sources.noun_phrase(sentence, head, avoid) if head is not None and head not in avoid else None
    yield Report(
        cue.rule, sentence, i, tree.span(sentence, i, i), source, _offsets(sentence, content), False, f"{kind} {takes}"
    )


def _choose(
    sentence: Sentence, i: int, cues: tuple[Cue, ...], *, active: bool = True
) -> tuple[Cue, str, tuple[int, int]] | None:
    """The first complement, by _ORDER, that the word has and an entry takes: entry, complement, tokens."""
    if not cues:
        return None
    there = _complements(sentence, i)
    if not active and "object" not in there:
        there["object"] = (i, i)
    for takes in (*_ORDER, *(kind for kind in there if kind not in _ORDER)):
        if takes in there:
            for cue in cues:
                if takes in cue.takes:
                    return cue, takes, there[takes]
    return None


def _complements(sentence: Sentence, i: int) -> dict[str, tuple[int, int]]:
    """What stands with a word, by kind of complement: first and last token."""
    found: dict[str, tuple[int, int]] = {}
    nominal = not sentence.tokens[i].tag.startswith("VB")
    called: int | None = None
    for k in sentence.children[i]:
        token = sentence.tokens[k]
        kind = ""
        if token.dep in ("ccomp", "xcomp") or (nominal and token.dep in ("acl", "relcl")):
            kind = _clause_kind(sentence, k, nominal)
        elif token.dep == "dobj" and not nominal:
            kind, called = "object", k
        elif token.dep == "oprd" and not nominal:
            kind = "small"
        elif token.dep == "prep":
            for inner in tree.kids(sentence, k, "pobj", "pcomp"):
                found.setdefault(token.lemma, _extent(sentence, inner))
        if kind and kind not in found:
            extent = _clear(sentence, _extent(sentence, k), k, i)
            if kind in ("small", "infinitive") and called is not None and called < k:
                extent = _joined(extent, _extent(sentence, called))
            found[kind] = extent
    return found


def _clause_kind(sentence: Sentence, k: int, nominal: bool) -> str:
    """Which complement a dependent clause is; "" when it is none."""
    token = sentence.tokens[k]
    marks = [sentence.tokens[m] for m in tree.kids(sentence, k, "mark")]
    if any(mark.tag == "TO" for mark in (sentence.tokens[m] for m in tree.kids(sentence, k, "aux"))):
        return "infinitive"
    if nominal:
        # "claims that …"; a relative clause with a subject of its own and "that" is often one, misread.
        return "clause" if any(mark.lemma in ("that", "whether", "if") for mark in marks) else ""
    if not tree.is_verb(sentence, k) and token.dep == "xcomp":
        return "small"
    if token.tag == "VBG" and not tree.kids(sentence, k, "aux", "nsubj", "nsubjpass"):
        return "gerund"
    if token.dep == "ccomp" and not tree.is_verb(sentence, k) and not tree.kids(sentence, k, "nsubj", "cop", "mark"):
        return "small" if k > token.head else "clause"
    return "clause"


def _extent(sentence: Sentence, i: int) -> tuple[int, int]:
    """First and last token below a word, without punctuation at the ends."""
    words = tree.subtree(sentence, i)
    first, last = words[0], words[-1]
    while last > i and sentence.tokens[last].text in (",", ".", ";", ":", "-", "--", "—", "–"):
        last -= 1
    while first < i and sentence.tokens[first].text in (",", ".", ";", ":", "-", "--", "—", "–", "and", "but"):
        first += 1
    return first, last


def _clear(sentence: Sentence, extent: tuple[int, int], root: int, cue: int) -> tuple[int, int]:
    """The extent cut so that it does not run over its own cue."""
    first, last = extent
    if not first <= cue <= last:
        return extent
    return (first, cue - 1) if root < cue else (cue + 1, last)


def _joined(a: tuple[int, int], b: tuple[int, int]) -> tuple[int, int]:
    return min(a[0], b[0]), max(a[1], b[1])


def _offsets(sentence: Sentence, tokens: tuple[int, int] | None) -> tuple[int, int] | None:
    return None if tokens is None else (sentence.tokens[tokens[0]].start, sentence.tokens[tokens[1]].end)
