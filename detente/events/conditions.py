"""What an act hangs on: the words of its condition."""

from __future__ import annotations

from collections.abc import Iterator

from detente.events.signs import Act
from detente.events.stance_words import StanceWords
from detente.language.tree import kids, span, subtree
from detente.records import Sentence, Span

MAX_UP = 4  # a condition farther above is another act's
_CARRIES_CONDITION = frozenset({"xcomp", "ccomp", "dobj", "attr", "conj", "acl", "pobj", "prep", "nsubjpass", "acomp"})


def condition_of(act: Act, lists: StanceWords, *, denied: bool) -> Span | None:
    """The words of a condition on the act, on the words that govern it, or on what is said in it ("threatened to")."""
    sentence, at = act.sentence, act.i
    below = [k for k in subtree(sentence, at) if _is_said(sentence, k, at)] if act.speech else []
    for place in (*_up(sentence, at), *below):
        for k in kids(sentence, place, "advcl", "prep"):
            inside = subtree(sentence, k)
            if act.i not in inside and _joined(sentence, k, inside, lists, denied=denied):
                while len(inside) > 1 and sentence.tokens[inside[-1]].pos == "PUNCT":
                    inside.pop()
                return span(sentence, inside[0], inside[-1])
    return None


def _up(sentence: Sentence, at: int) -> Iterator[int]:
    """The word and those above it that a condition on it may hang on."""
    for _ in range(MAX_UP):
        yield at
        token = sentence.tokens[at]
        if token.head == at or token.dep not in _CARRIES_CONDITION:
            return
        at = token.head


def _is_said(sentence: Sentence, k: int, speech: int) -> bool:
    """Whether a verb stands in what an act of speech says: in its complement or that of its object."""
    while k != speech:
        if sentence.tokens[k].dep not in ("xcomp", "ccomp", "dobj", "acl", "conj", "acomp", "prep", "pcomp", "pobj"):
            return False
        k = sentence.tokens[k].head
    return True


def _joined(sentence: Sentence, k: int, inside: list[int], lists: StanceWords, *, denied: bool) -> bool:
    """Whether a clause or phrase is joined as a condition."""
    opening = " ".join(sentence.tokens[w].text.lower() for w in inside[:4]) + " "
    marks = {sentence.tokens[m].lemma for m in kids(sentence, k, "mark", "advmod")}
    first = sentence.tokens[inside[0]].text.lower()
    if any(opening.startswith(f"{phrase} ") for phrase in lists.phrases):
        return True
    if first in lists.conceding:
        return False
    if first in lists.markers - lists.conjunctions or marks & (lists.markers - lists.conjunctions):
        return True
    if first in lists.conjunctions:
        return "that" in opening.split()
    return denied and first in lists.until and sentence.tokens[k].dep == "advcl"
