"""The shipped lexicons: every rule's examples, every row."""

from __future__ import annotations

from pathlib import Path

from detente.check import check, check_rows
from detente.lexicons.tables import Row


def test_every_rule_does_what_its_examples_say_and_every_row_holds_together() -> None:
    checked = check()
    grave = [f"{problem.where}: {problem.what}" for problem in checked.problems if problem.grave]
    assert grave == []
    assert checked.rules > 500


def test_a_term_that_ends_before_it_starts_is_found() -> None:
    cells = {
        "name": "Rudolf",
        "code": "RUR",
        "office": "head_of_state:king",
        "valid_from": "2001-05",
        "valid_to": "1999",
    }
    (problem,) = check_rows([Row("holders", cells, "holders.csv:2")])
    assert problem.grave


def test_a_users_own_rule_is_laid_over_the_shipped_ones(tmp_path: Path) -> None:
    from detente.lexicons.load import load

    (tmp_path / "events").mkdir()
    rule = '[[rule]]\nid = "own"\nverb = ["frobnicate"]\nyes = ["Ruritania frobnicated Freedonia."]\n'
    head = 'type = "ACCUSE"\nquad = 3\nscore = -3.0\ngloss = "Criticises."\n'
    (tmp_path / "events" / "accuse.toml").write_text(head + rule)
    rules = load(tmp_path).types["ACCUSE"].rules
    assert any(one.id == "accuse#own" for one in rules)
    assert len(rules) > 10
