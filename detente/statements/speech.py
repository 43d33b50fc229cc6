"""Quotations and those who speak them: by what stands next to the marks, and carried on where a speech goes on."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import replace

from detente.language import tree
from detente.records import Sentence
from detente.statements.clauses import Report

MARK_WIDTH = 2
"""Characters of the widest quotation mark (``)."""

_MAX_LEAD = 120
"""Characters between a cue and the quotation it introduces ("said in a statement on Monday: …")."""

_MARKS = "\"“”„«»‘’'`"
_ONLY_MARKS = re.compile(rf"[\s{_MARKS},.;:?!…—–-]*\Z")
_FULL_START = re.compile(r"[\[(…. ]*[A-Z0-9À-Þ]")
_MIN_CLAUSE = 20
"""Characters of the shortest clause taken as content where the parse shows none."""

_CLAUSE_START = re.compile(r" (?:that |[\w“\"])")
_INSERT_END = re.compile(r"(?: \w+){0,3}, ")
_FALL_BACK_DEPS = frozenset({"ROOT", "ccomp", "parataxis", "advcl", "conj", "dep", "acl", "relcl", "xcomp", "appos"})


def overlapping(quotes: tuple[tuple[int, int], ...], start: int, end: int) -> Iterator[tuple[int, int]]:
    """The quotes that share a character with this stretch, in order."""
    at = bisect_left(quotes, (start, start))
    if at and quotes[at - 1][1] > start:
        at -= 1
    while at < len(quotes) and quotes[at][0] < end:
        yield quotes[at]
        at += 1


def complete(
    text: str, sentence: Sentence, found: list[Report], quotes: tuple[tuple[int, int], ...]
) -> Iterator[Report]:
    """The reports of one sentence with the quotations next to their cues; those left without content drop out."""
    for report in found:
        inside = next(overlapping(quotes, report.cue.start, report.cue.end), None)
        if inside is not None:
            if report.content is not None and _third_party(report):
                yield _clipped(report, inside)
            continue
        content = report.content
        if report.quotes:
            content = _with_quotes(text, report, found, quotes)
            around = _inserted(text, report)
            if around is not None:
                content = _hull(content, around)
        if content is None and report.quotes and report.source is not None:
            content = _around(text, report)
        if content is not None:
            yield replace(report, content=_whole_quotes(content, report, quotes))


def _third_party(report: Report) -> bool:
    """Whether somebody quoted tells what a named other says; "I think", "people say" only colour a speech."""
    source = report.source
    return source is not None and any(
        token.pos == "PROPN" for token in report.sentence.tokens if source.start <= token.start < source.end
    )


def _clipped(report: Report, inside: tuple[int, int]) -> Report:
    """A report within a quotation keeps to it."""
    assert report.content is not None
    start, end = max(report.content[0], inside[0]), min(report.content[1], inside[1])
    return replace(report, content=(start, end) if start < end else None)


def _bounds(report: Report) -> tuple[int, int]:
    """From the source to the cue, whichever comes first."""
    spans = [report.cue] + ([report.source] if report.source else [])
    return min(s.start for s in spans), max(s.end for s in spans)


def _with_quotes(
    text: str, report: Report, found: list[Report], quotes: tuple[tuple[int, int], ...]
) -> tuple[int, int] | None:
    """The content joined with the quotation that ends right before the cue's clause, or begins after it."""
    start, end = _bounds(report)
    content = report.content
    before = _quote_before(text, start, quotes)
    if before is not None:
        first = _outer(text, before)[0]
        if report.sentence.start < first and not _ONLY_MARKS.match(text, report.sentence.start, first):
            first = report.sentence.start
        content = _hull(content, (first, _outer(text, before)[1]))
    after = _quote_after(text, end, report, found, quotes)
    if after is not None:
        content = _hull(content, _outer(text, after))
    return content


def _quote_before(text: str, start: int, quotes: tuple[tuple[int, int], ...]) -> tuple[int, int] | None:
    at = bisect_left(quotes, (start, start)) - 1
    if at < 0 or quotes[at][1] > start:
        return None
    gap = text[quotes[at][1] : start]
    return quotes[at] if _ONLY_MARKS.match(gap) and "\n" not in gap else None


def _quote_after(
    text: str, end: int, report: Report, found: list[Report], quotes: tuple[tuple[int, int], ...]
) -> tuple[int, int] | None:
    at = bisect_left(quotes, (end, end))
    if at == len(quotes):
        return None
    quote = quotes[at]
    lead = text[end : quote[0]].rstrip(_MARKS)
    if len(lead) > _MAX_LEAD or quote[0] > report.sentence.end + MARK_WIDTH + 2:
        return None
    if any(other.quotes and end < other.cue.start < quote[0] for other in found):
        return None
    lead = lead.rstrip()
    introduced = lead.endswith((":", ","))
    if not lead or (introduced and _FULL_START.match(text, quote[0])) or lead.endswith(":"):
        return quote
    return None


def _outer(text: str, quote: tuple[int, int]) -> tuple[int, int]:
    """The quote with its marks."""
    start, end = quote
    while start > 0 and quote[0] - start < MARK_WIDTH and text[start - 1] in _MARKS:
        start -= 1
    while end < len(text) and end - quote[1] < MARK_WIDTH and text[end] in _MARKS:
        end += 1
    return start, end


def _around(text: str, report: Report) -> tuple[int, int] | None:
    """The rest of the sentence, where the parser has hung up the cue's clause elsewhere.

    "…, the minister said." has it before, "The plan, she said, is dead." around, "The minister said …" after the clause.
    """
    sentence = report.sentence
    if sentence.tokens[report.at].dep not in _FALL_BACK_DEPS:
        return None
    start, end = _bounds(report)
    before, after = text[sentence.start : start].strip(), text[end : sentence.end].strip(" .?!" + _MARKS)
    if tree.kids(sentence, report.at, "dobj", "oprd", "xcomp"):
        return None
    if before.endswith(",") and len(before) > max(_MIN_CLAUSE, len(after)):
        return sentence.start, start - len(text[sentence.start : start]) + len(
            text[sentence.start : start].rstrip(" ,")
        )
    if report.cue.end == end and len(after) > _MIN_CLAUSE and _CLAUSE_START.match(text, end):
        return end + 1, sentence.end
    return None


def _inserted(text: str, report: Report) -> tuple[int, int] | None:
    """The whole sentence, if the cue's clause stands in it between commas and is short."""
    sentence = report.sentence
    start, end = _bounds(report)
    before, after = text[sentence.start : start].rstrip(), text[end : sentence.end]
    if not before.endswith(",") or report.source is None:
        return None
    tail = _INSERT_END.match(after)
    if tail is None or len(after) - tail.end() < _MIN_CLAUSE:
        return None
    return sentence.start, sentence.end


def _whole_quotes(content: tuple[int, int], report: Report, quotes: tuple[tuple[int, int], ...]) -> tuple[int, int]:
    """The content with the quotes it begins or ends in, unless the cue would come to lie in it that way."""
    start, end = content
    for quote in overlapping(quotes, start, end):
        if quote[1] > end and not quote[0] <= report.cue.start < quote[1]:
            end = quote[1] + 1
        if quote[0] < start and not quote[0] <= report.cue.start < quote[1]:
            start = quote[0] - 1
    return start, end


def _hull(a: tuple[int, int] | None, b: tuple[int, int]) -> tuple[int, int]:
    return b if a is None else (min(a[0], b[0]), max(a[1], b[1]))


def carry(text: str, found: list[Report], quotes: tuple[tuple[int, int], ...]) -> list[Report]:
    """The reports with the quotations that go on after them: nothing but marks and the end of a sentence between."""
    taken = [report.content for report in found if report.content is not None]
    result = list(found)
    for quote in quotes:
        start, end = _outer(text, quote)
        if any(a <= quote[0] and quote[1] <= b for a, b in taken) or not _alone(text, start, end):
            continue
        at = _goes_on_from(text, start, result)
        if at is not None:
            content = result[at].content
            assert content is not None
            result[at] = replace(result[at], content=(content[0], max(end, content[1])))
            taken.append((start, end))
    return result


def _alone(text: str, start: int, end: int) -> bool:
    """Whether a quote with its marks is a sentence of its own."""
    before, after = text[:start].rstrip(" "), text[end:].lstrip(" ")
    opens = not before or before[-1] in ".?!:\n" + _MARKS
    closes = not after or after[0] == "\n" or text[end - 2 : end - 1] in tuple(".?!…—-,")
    return opens and closes


def _goes_on_from(text: str, start: int, found: list[Report]) -> int | None:
    """The report, by index, whose sentence or content ends right before this place."""
    for at in range(len(found) - 1, -1, -1):
        report = found[at]
        if report.content is None or not report.quotes:
            continue
        end = max(report.content[1], min(report.sentence.end, start))
        if end <= start and report.cue.start < start and _ONLY_MARKS.match(text[end:start]):
            return at
    return None
