"""Sources without a verb of reporting: "according to the minister", "in her view", "reportedly"."""

from __future__ import annotations

from collections.abc import Iterator

from detente.language import tree
from detente.records import Sentence
from detente.statements import sources
from detente.statements.clauses import Report
from detente.statements.reporting import Reporting


def reports(sentence: Sentence, reporting: Reporting) -> Iterator[Report]:
    """The statements of one sentence that a phrase or an adverb attributes."""
    firsts = {words[0] for words in reporting.prepositions}
    for token in sentence.tokens:
        lower = token.text.lower()
        if lower in firsts:
            yield from _prepositional(sentence, token.i, reporting)
        elif (lower,) in reporting.unnamed and token.pos == "ADV":
            content = _clause(sentence, token.i, token.i, token.i)
            if content is not None:
                rule = reporting.unnamed[(lower,)].rule
                yield Report(
                    rule, sentence, token.i, tree.span(sentence, token.i, token.i), None, content, False, "unnamed"
                )


def _prepositional(sentence: Sentence, i: int, reporting: Reporting) -> Iterator[Report]:
    for words, cue in reporting.prepositions.items():
        last = i + len(words) - 1
        if tuple(token.text.lower() for token in sentence.tokens[i : last + 1]) != words:
            continue
        head = next(iter(tree.kids(sentence, last, "pobj")), None)
        if head is None:
            continue
        avoid = set(range(i, last + 1))
        source = sources.noun_phrase(sentence, head, avoid)
        end = max(tree.subtree(sentence, head))
        content = _clause(sentence, i, i, end)
        if content is not None:
            yield Report(cue.rule, sentence, i, tree.span(sentence, i, last), source, content, False, "preposition")


def _clause(sentence: Sentence, i: int, first: int, last: int) -> tuple[int, int] | None:
    """The clause around the words from first to last, without them where they stand at its edge; offsets."""
    verb = next((a for a in tree.ancestors(sentence, i) if tree.is_verb(sentence, a)), None)
    top = verb if verb is not None else next(reversed(list(tree.ancestors(sentence, i))), None)
    if top is None:
        return None
    words = [w for w in tree.subtree(sentence, top) if not first <= w <= last and sentence.tokens[w].pos != "PUNCT"]
    if not words:
        return None
    return sentence.tokens[words[0]].start, sentence.tokens[words[-1]].end
