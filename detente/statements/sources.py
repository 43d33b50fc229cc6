"""Who speaks: the noun phrase that a cue of reporting has as its source."""

from __future__ import annotations

from detente.language import tree
from detente.records import Sentence, Span

_RELATIVES = frozenset({"who", "which", "that"})
# Papers that speak for somebody: in "the ministry issued a statement saying …" the ministry speaks.
_PAPERS = frozenset(
    [
        "statement",
        "communique",
        "communiqué",
        "report",
        "letter",
        "memo",
        "note",
        "speech",
        "interview",
        "message",
        "email",
        "tweet",
        "post",
        "release",
        "article",
        "remark",
        "comment",
        "document",
        "resolution",
        "order",
        "ruling",
        "editorial",
        "column",
        "essay",
        "warning",
        "declaration",
    ]
)


def speaker(sentence: Sentence, cue: int) -> int | None:
    """The head of the noun phrase that says what the verb reports, as a token index; None when nobody is found.

    Follows coordination, participles and infinitives up to the verb that has a subject, relative pronouns to what they
    stand for, and papers to who issued them.
    """
    at: int | None = cue
    for _ in range(len(sentence.tokens)):
        if at is None:
            return None
        subject = next(iter(tree.kids(sentence, at, "nsubj") or tree.kids(sentence, at, "nsubjpass")), None)
        if subject is not None and (at != cue or sentence.tokens[subject].dep == "nsubj"):
            return subject
        token = sentence.tokens[at]
        if token.head == at:
            return None
        if token.dep == "acl" and sentence.tokens[token.head].pos in tree.NOMINAL:
            return _issuer(sentence, token.head)
        at = _controller(sentence, at)
    return None


def agent(sentence: Sentence, cue: int) -> int | None:
    """The head of the by-phrase of a passive verb."""
    for by in tree.kids(sentence, cue, "agent"):
        return next(iter(tree.kids(sentence, by, "pobj")), None)
    return None


def owner(sentence: Sentence, noun: int) -> int | None:
    """Whose claim, promise, fear a noun is: its possessor, who it is by or from, or who makes it."""
    for kid in tree.kids(sentence, noun, "poss"):
        return kid
    for prep in tree.kids(sentence, noun, "prep", "agent"):
        if sentence.tokens[prep].lemma in ("by", "from", "among"):
            return next(iter(tree.kids(sentence, prep, "pobj")), None)
    token = sentence.tokens[noun]
    if token.dep in ("dobj", "attr") and tree.is_verb(sentence, token.head):
        return speaker(sentence, token.head)
    return None


def noun_phrase(sentence: Sentence, head: int, avoid: set[int]) -> Span:
    """The whole noun phrase of a source: modifiers, appositions and relative clauses, up to the words to avoid.

    For a relative pronoun: what it stands for, with the pronoun.
    """
    token = sentence.tokens[head]
    last = head
    if token.lemma in _RELATIVES and token.tag in ("WP", "WDT", "IN"):
        clause = next((a for a in tree.ancestors(sentence, head) if sentence.tokens[a].dep == "relcl"), None)
        if clause is not None:
            head = sentence.tokens[clause].head
            avoid = avoid | {i for i in tree.subtree(sentence, clause) if i > last}
    words = set(tree.subtree(sentence, head)) - avoid
    first = head
    while first - 1 in words:
        first -= 1
    last = max(last, head)
    while last + 1 in words:
        last += 1
    return _trimmed(sentence, first, last, head)


def _trimmed(sentence: Sentence, first: int, last: int, head: int) -> Span:
    """The span without punctuation and conjunctions at its ends."""
    while last > head and sentence.tokens[last].pos in ("PUNCT", "CCONJ", "SPACE", "PART"):
        last -= 1
    while first < head and sentence.tokens[first].pos in ("PUNCT", "CCONJ", "SPACE"):
        first += 1
    return tree.span(sentence, first, last)


def _controller(sentence: Sentence, at: int) -> int | None:
    """The verb whose subject a verb without one shares; None when there is none."""
    token = sentence.tokens[at]
    if token.dep in ("conj", "xcomp", "advcl", "dep", "ccomp", "parataxis") and tree.is_verb(sentence, token.head):
        return token.head
    if token.dep == "xcomp":
        return token.head
    if token.dep == "pcomp":
        prep = sentence.tokens[token.head]
        return prep.head if tree.is_verb(sentence, prep.head) else None
    return None


def _issuer(sentence: Sentence, noun: int) -> int:
    """Who speaks in a paper: its owner, or the paper itself; any other noun speaks for itself."""
    if sentence.tokens[noun].lemma not in _PAPERS:
        return noun
    found = owner(sentence, noun)
    return noun if found is None else found
