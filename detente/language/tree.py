"""Walks over a sentence's parse. Arguments and results are token indices."""

from __future__ import annotations

from collections.abc import Iterator

from detente.records import Sentence, Span

NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM"})


def kids(sentence: Sentence, i: int, *deps: str) -> list[int]:
    """Dependents of a word with one of these labels (all, if none is named), in order."""
    if not deps:
        return list(sentence.children[i])
    return [k for k in sentence.children[i] if sentence.tokens[k].dep in deps]


def subtree(sentence: Sentence, i: int) -> list[int]:
    """The word and everything below it, in order of the text."""
    found, todo = [], [i]
    while todo:
        at = todo.pop()
        found.append(at)
        todo.extend(sentence.children[at])
    return sorted(found)


def ancestors(sentence: Sentence, i: int) -> Iterator[int]:
    """The heads above a word, nearest first."""
    while sentence.tokens[i].head != i:
        i = sentence.tokens[i].head
        yield i


def conjuncts(sentence: Sentence, i: int) -> list[int]:
    """The word and what is coordinated with it below ("Russia, China and Iran" from "Russia")."""
    found = [i]
    for k in kids(sentence, i, "conj"):
        found.extend(conjuncts(sentence, k))
    return found


def first_conjunct(sentence: Sentence, i: int) -> int:
    """The first member of the coordination that the word is in."""
    while sentence.tokens[i].dep == "conj":
        i = sentence.tokens[i].head
    return i


def is_verb(sentence: Sentence, i: int) -> bool:
    token = sentence.tokens[i]
    return token.pos in ("VERB", "AUX") or token.tag.startswith("VB")


def is_passive(sentence: Sentence, i: int) -> bool:
    """Whether a verb is passive: with an auxiliary, or a bare participle after a noun ("troops sent by …")."""
    if kids(sentence, i, "nsubjpass", "auxpass", "agent"):
        return True
    token = sentence.tokens[i]
    if token.tag != "VBN":
        return False
    if token.dep == "conj":
        return not kids(sentence, i, "nsubj", "aux") and is_passive(sentence, token.head)
    return token.dep == "acl" and not kids(sentence, i, "aux")


def span(sentence: Sentence, first: int, last: int) -> Span:
    """The words from one token to another, both included."""
    start, end = sentence.tokens[first].start, sentence.tokens[last].end
    return Span(start, end, sentence.text[start - sentence.start : end - sentence.start])


def phrase(sentence: Sentence, i: int) -> list[int]:
    """The noun phrase of a word: its subtree without relative clauses, coordination and trailing punctuation."""
    found, todo = [], [i]
    while todo:
        at = todo.pop()
        found.append(at)
        for k in sentence.children[at]:
            dep = sentence.tokens[k].dep
            if dep in ("relcl", "conj", "cc", "preconj", "punct", "acl", "advcl", "appos"):
                continue
            todo.append(k)
    return sorted(found)


def core(sentence: Sentence, i: int) -> list[int]:
    """The word with its own modifiers: compounds, adjectives, numbers, names; no prepositional phrases."""
    found, todo = [], [i]
    while todo:
        at = todo.pop()
        found.append(at)
        todo.extend(kids(sentence, at, "compound", "amod", "nmod", "nummod", "quantmod", "poss", "det"))
    return sorted(found)
