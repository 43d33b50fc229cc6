"""Records for tests, in one line each."""

from __future__ import annotations

from detente.records import Sentence, Token


def sentence(parse: str) -> Sentence:
    """A parsed sentence of "text|lemma|pos|tag|dep|head" pieces, one a token."""
    tokens: list[Token] = []
    at = 0
    for i, piece in enumerate(parse.split()):
        text, lemma, pos, tag, dep, head = piece.split("|")
        tokens.append(Token(i, text, lemma, pos, tag, dep, int(head), at, at + len(text)))
        at += len(text) + 1
    children = tuple(tuple(t.i for t in tokens if t.head == i and t.i != i) for i in range(len(tokens)))
    return Sentence(0, 0, at - 1, " ".join(t.text for t in tokens), tuple(tokens), children)
