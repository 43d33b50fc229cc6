"""The record on the wire: PLOVER's JSON with detente's additions, one event or statement a line.

Field names are those of the PLOVER manual, chapter "Data Fields"; docs/record.md lists them with the additions.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from detente.records import Article, Coding, Entity, Event, Reason, Source, Span, Statement

Record = dict[str, Any]
"""One line: JSON values by field name."""


def event_records(coding: Coding, *, coder: str, coded: date, text: bool = True) -> Iterable[Record]:
    """One record an event, in order of the text. ``text=False`` leaves out the article's words; offsets stay."""
    for event in coding.events:
        record = _event(event, coding.article, coder, coded)
        yield record if text else _without_text(record)


def statement_records(coding: Coding, *, text: bool = True) -> Iterable[Record]:
    """One record a statement, in order of the text."""
    for statement in coding.statements:
        record = _statement(statement)
        yield record if text else _without_text(record)


def _event(event: Event, article: Article, coder: str, coded: date) -> Record:
    day = event.date
    return {
        "id": event.id,
        "article_id": event.article_id,
        "date": day.start.isoformat() if day else None,
        "enddate": day.end.isoformat() if day and day.end != day.start else None,
        "date_precision": day.precision if day else None,
        "actor": [_entity(entity) for entity in event.actor],
        "recipient": [_entity(entity) for entity in event.recipient],
        "event": [event.type],
        "mode": [event.mode] if event.mode else [],
        "context": list(event.context),
        "quad_code": event.quad,
        "event_scale": event.scale,
        "status": event.status,
        "source": _source(event.source),
        "condition": event.condition,
        "hedges": list(event.hedges),
        "confidence": round(event.confidence, 3),
        "trigger": _span(event.trigger),
        "event_text": [event.words],
        "text_info": {"sequence": event.sentence_n, "start": event.sentence.start, "end": event.sentence.end},
        "event_loc": {"extracted_place": event.place} if event.place else None,
        "reasons": [_reason(reason) for reason in event.reasons],
        "cite_info": {
            "url": article.url,
            "title": article.title,
            "publication": article.publication,
            "language": article.language,
        },
        "coder": coder,
        "coded_date": coded.isoformat(),
    }


def _statement(statement: Statement) -> Record:
    source = _span(statement.source) if statement.source else None
    if source is not None and statement.entity is not None:
        source |= {key: value for key, value in _entity(statement.entity).items() if key not in source}
    return {
        "id": statement.id,
        "article_id": statement.article_id,
        "source": source,
        "cue": _span(statement.cue) if statement.cue else None,
        "content": _span(statement.content),
        "kind": statement.kind,
        "reasons": [_reason(reason) for reason in statement.reasons],
    }


def _entity(entity: Entity) -> Record:
    return {
        "code": entity.code,
        "sector": list(entity.sector),
        "entity_text": entity.span.text,
        "identifier_text": entity.name or None,
        "identifier_id": entity.wikidata or None,
        "office": entity.office or None,
        "start": entity.span.start,
        "end": entity.span.end,
    }


def _source(source: Source | None) -> Record | None:
    if source is None:
        return None
    return {"code": source.code, "text": source.text, "start": source.start, "end": source.end}


def _span(span: Span) -> Record:
    return {"text": span.text, "start": span.start, "end": span.end}


def _reason(reason: Reason) -> Record:
    return {
        "step": reason.step,
        "rule": reason.rule,
        "start": reason.span.start if reason.span else None,
        "end": reason.span.end if reason.span else None,
        "says": reason.says,
        "score": reason.score,
    }


_TEXT_FIELDS = frozenset({"text", "entity_text", "event_text", "condition", "hedges", "says", "extracted_place"})
"""Fields that hold words of the article."""


def _without_text(value: Any) -> Any:
    """The record without the words of the article: fields of text are None, all offsets stay."""
    if isinstance(value, dict):
        return {key: _emptied(inner) if key in _TEXT_FIELDS else _without_text(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_without_text(inner) for inner in value]
    return value


def _emptied(value: Any) -> Any:
    return [] if isinstance(value, list) else None
