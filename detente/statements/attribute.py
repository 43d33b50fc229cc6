"""Who says what: the statements of one article."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from detente.records import Article, Reason, Sentence, Span, Statement, StatementKind
from detente.statements import phrases, speech
from detente.statements.clauses import Report, reports
from detente.statements.reporting import Cue, Reporting, load_reporting

__all__ = ["Cue", "Reporting", "attribute", "load_reporting", "vouching"]


def attribute(
    article: Article, sentences: Sequence[Sentence], quotes: tuple[tuple[int, int], ...], reporting: Reporting
) -> tuple[Statement, ...]:
    """The statements of an article, in order of their content; nested ones are all kept.

    1. Cues and their complements by the parse. 2. Quotations to the cues next to them. 3. Sources named by a phrase
    ("according to") or by nobody ("reportedly"). 4. Quotations that only go on.
    """
    found: list[Report] = []
    for sentence in sentences:
        here = list(reports(sentence, reporting))
        found.extend(speech.complete(article.text, sentence, here, quotes))
        found.extend(phrases.reports(sentence, reporting))
    found = speech.carry(article.text, found, quotes)
    made = (_statement(article, report, quotes) for report in found if report.content is not None)
    unique = {statement.id: statement for statement in made}
    return tuple(sorted(unique.values(), key=lambda s: (s.content.start, -s.content.end)))


def vouching(statements: Sequence[Statement], reporting: Reporting) -> tuple[Statement, ...]:
    """Those whose source stands for the content as a fact or a plan: these give events their source."""
    return tuple(s for s in statements if all(reporting.vouches(reason.rule) for reason in s.reasons))


def _statement(article: Article, report: Report, quotes: tuple[tuple[int, int], ...]) -> Statement:
    assert report.content is not None
    start, end = report.content
    content = Span(start, end, article.text[start:end])
    key = f"{article.id}|{start}|{end}|{report.source.start if report.source else ''}"
    return Statement(
        "st_" + hashlib.sha256(key.encode()).hexdigest()[:12],
        article.id,
        report.source,
        report.cue,
        content,
        _kind(content, quotes),
        reasons=(Reason("source", report.rule, report.cue, _says(report)),),
    )


def _kind(content: Span, quotes: tuple[tuple[int, int], ...]) -> StatementKind:
    """Direct: it begins and ends in quotation marks; mixed: it holds some; else indirect."""
    inside = list(speech.overlapping(quotes, content.start, content.end))
    if not inside:
        return "indirect"
    begins = inside[0][0] - content.start <= speech.MARK_WIDTH
    ends = content.end - inside[-1][1] <= speech.MARK_WIDTH
    return "direct" if begins and ends else "mixed"


def _says(report: Report) -> str:
    who = f"“{report.source.text}”" if report.source else "nobody named"
    return f"This is told by {who}, as “{report.cue.text}” shows."
