"""A few whole sentences through the whole coder, with the parser that is installed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from detente.coder import Tools, code
from detente.records import Article, Event

MONDAY = "2021-07-12"


def _only(text: str, tools: Tools, kind: str) -> Event:
    events = [event for event in code(Article("a", text, date=MONDAY), tools).events if event.type == kind]
    assert len(events) == 1, [event.type for event in events]
    return events[0]


def _codes(event: Event) -> tuple[list[str | None], list[str | None]]:
    return [e.code for e in event.actor], [e.code for e in event.recipient]


@pytest.mark.parametrize(
    ("text", "kind", "actor", "recipient", "status"),
    [
        ("Ruritania condemned Freedonia on Friday.", "ACCUSE", ["RUR"], ["FRE"], "actual"),
        ("Ruritania urged Freedonia to withdraw its troops.", "REQUEST", ["RUR"], ["FRE"], "actual"),
        ("Ruritania imposed sanctions on Freedonia.", "SANCTION", ["RUR"], ["FRE"], "actual"),
        ("Ruritanian troops attacked Freedonian positions on Sunday.", "ASSAULT", ["RUR"], ["FRE"], "actual"),
    ],
    ids=["accuse", "request", "sanction", "assault"],
)
def test_who_did_what_to_whom(
    tools: Tools, text: str, kind: str, actor: list[str], recipient: list[str], status: str
) -> None:
    event = _only(text, tools, kind)
    assert _codes(event) == (actor, recipient)
    assert event.status == status


def test_a_meeting_has_both_sides_as_actors(tools: Tools) -> None:
    event = _only("The presidents of Ruritania and Freedonia met in Osterlich on Friday.", tools, "CONSULT")
    assert sorted(_codes(event)[0], key=str) == ["FRE", "RUR"]
    assert event.recipient == ()
    assert event.date is not None
    assert event.date.start.isoformat() == "2021-07-09"


def test_a_meeting_to_come_is_an_agreement_that_is_planned(tools: Tools) -> None:
    event = _only("The presidents of Ruritania and Freedonia will meet on July 16.", tools, "AGREE")
    assert event.status == "planned"
    assert event.date is not None
    assert event.date.start.isoformat() == "2021-07-16"


def test_an_act_that_a_ministry_tells_of_has_the_ministry_as_source(tools: Tools) -> None:
    event = _only(
        "Freedonian forces attacked Ruritania on Sunday, the Ruritanian defence ministry said.", tools, "ASSAULT"
    )
    assert event.source is not None
    assert event.source.code == "RUR"


def test_every_event_has_a_reason_for_its_type_and_its_status(tools: Tools) -> None:
    coding = code(Article("a", "Ruritania threatened to attack Freedonia if it closed the border.", date=MONDAY), tools)
    assert coding.events
    for event in coding.events:
        assert {"type", "status", "date"} <= {reason.step for reason in event.reasons}


def test_without_the_learned_weights_the_rules_code_alone(tools: Tools) -> None:
    bare = replace(tools, rules=replace(tools.rules, parties=None, worth=None))
    event = _only("Ruritania condemned Freedonia.", bare, "ACCUSE")
    assert _codes(event) == (["RUR"], ["FRE"])


@pytest.mark.parametrize("text", ["It rained in the hills.", "The company sold more cars.", "Shares fell on Friday."])
def test_what_is_no_act_between_states_is_not_coded(tools: Tools, text: str) -> None:
    assert code(Article("a", text, date=MONDAY), tools).events == ()


def test_the_same_text_gives_the_same_records(tools: Tools) -> None:
    article = Article("a", "Ruritania expelled two Freedonian diplomats. Freedonia protested.", date=MONDAY)
    assert code(article, tools) == code(article, tools)


@pytest.mark.parametrize(
    "text", ["", " \n\n ", "word " * 50_000, '"' * 500, "( " * 2000, "\u202eabc\u202c", "Iran" * 3000],
    ids=["empty", "blank", "one endless sentence", "quotes", "brackets", "right to left", "one endless word"],
)  # fmt: skip
def test_odd_text_is_coded_without_a_fault(tools: Tools, text: str) -> None:
    code(Article("a", text, date=MONDAY), tools)


def test_without_a_date_relative_days_stay_unknown(tools: Tools) -> None:
    coding = code(Article("a", "Ruritania condemned Freedonia on Friday."), tools)
    assert [event.date for event in coding.events] == [None]
