"""The commands as a person runs them."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SAMPLE = ROOT / "samples" / "call-2021-07-12.txt"
ARTICLE = {
    "id": "1",
    "date": "2021-07-12",
    "text": "Russia condemned Ukraine on Friday. The United States expelled two Russian diplomats.",
}


def _detente(*arguments: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", "from detente.cli.main import main; main()", *arguments]
    return subprocess.run(command, input=stdin, capture_output=True, text=True, encoding="utf-8", check=False)


@pytest.fixture(scope="module")
def coded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("coded")
    articles = folder / "articles.jsonl"
    lines = [json.dumps(ARTICLE | {"id": str(n)}) for n in range(20)]
    lines[3] = "{broken"
    lines[5] = json.dumps({"id": "5", "date": "2021-13-45", "text": "Iran met Iraq."})
    lines[7] = json.dumps(
        {
            "id": "7",
            "text": "Le président français a rencontré la chancelière allemande à Berlin hier soir pour parler.",
        }
    )
    articles.write_text("\n".join(lines), encoding="utf-8")
    done = _detente(
        "code", str(articles), "-o", str(folder / "events.jsonl"), "--statements", str(folder / "statements.jsonl")
    )
    assert done.returncode == 0, done.stderr
    (folder / "report.txt").write_text(done.stderr)
    return folder


def test_the_sample_report_is_read_into_a_table() -> None:
    done = _detente("read", str(SAMPLE), "--date", "2021-07-12")
    assert done.returncode == 0, done.stderr
    for word in ("CONSULT", "SANCTION", "planned", "Who says what"):
        assert word in done.stdout


@pytest.mark.parametrize("format", ["jsonl", "csv", "md"])
def test_other_formats_have_the_same_events(format: str) -> None:
    done = _detente("read", str(SAMPLE), "--date", "2021-07-12", "--format", format)
    assert done.returncode == 0, done.stderr
    assert "CONSULT" in done.stdout


def test_explain_puts_the_rule_with_its_line_under_each_event() -> None:
    done = _detente("read", str(SAMPLE), "--date", "2021-07-12", "--explain")
    assert re.search(r"events/\w+\.toml:\d+", done.stdout)


def test_every_article_is_accounted_for(coded: Path) -> None:
    report = (coded / "report.txt").read_text()
    assert "read 20 articles: 17 coded" in report
    assert "1 skipped, 2 failed" in report
    assert "articles.jsonl:4" in report
    assert "2021-13-45" in report


def test_output_does_not_depend_on_the_number_of_workers(coded: Path) -> None:
    other = coded / "again.jsonl"
    done = _detente("code", str(coded / "articles.jsonl"), "-o", str(other), "--workers", "2", "--quiet")
    assert done.returncode == 0, done.stderr
    assert other.read_bytes() == (coded / "events.jsonl").read_bytes()


def test_records_have_the_fields_of_the_wire_format(coded: Path) -> None:
    record = json.loads((coded / "events.jsonl").read_text().splitlines()[0])
    assert list(record) == [
        "id", "article_id", "date", "enddate", "date_precision", "actor", "recipient", "event", "mode", "context", "quad_code",
        "event_scale", "status", "source", "condition", "hedges", "confidence", "trigger", "event_text", "text_info", "event_loc",
        "reasons", "cite_info", "coder", "coded_date",
    ]  # fmt: skip


def test_without_text_no_words_of_the_article_are_left(coded: Path) -> None:
    done = _detente("code", str(coded / "articles.jsonl"), "--no-text", "--quiet")
    assert "condemned" not in done.stdout
    assert '"start"' in done.stdout


def test_an_event_is_explained_from_its_file(coded: Path) -> None:
    record = json.loads((coded / "events.jsonl").read_text().splitlines()[0])
    done = _detente("explain", record["id"], "--in", str(coded / "events.jsonl"))
    assert done.returncode == 0, done.stderr
    assert record["event"][0] in done.stdout
    assert re.search(r"events/\w+\.toml:\d+", done.stdout)


def test_who_depends_on_the_day() -> None:
    assert "President" in _detente("who", "Barack Obama", "--on", "2012-05-01").stdout
    assert "ELI" in _detente("who", "Barack Obama", "--on", "2020-05-01").stdout


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("read", "no-such-file.txt"), 1, "cannot be read"),
        (("read", str(SAMPLE), "--date", "yesterday"), 2, "YYYY-MM-DD"),
        (("read", "http://127.0.0.1:9/"), 1, "--allow-private"),
        (("read", "ftp://example.org/x"), 1, "cannot be read"),
        (("explain", "ev_x", "--in", "no-such-file"), 2, "cannot be read"),
        (("who",), 2, "--batch"),
        (("lexicon", "check", "no-such-folder"), 1, "no such folder"),
    ],
)
def test_wrong_use_gets_a_message_and_its_exit_code(arguments: tuple[str, ...], code: int, words: str) -> None:
    done = _detente(*arguments)
    assert done.returncode == code, done.stderr
    assert words in done.stderr
    assert "Traceback" not in done.stderr


def test_control_characters_never_reach_the_terminal() -> None:
    done = _detente(
        "read", "-", "--date", "2021-07-12", stdin="Russia \x1b[31mcondemned\x1b[0m Ukraine [bold]today[/bold]."
    )
    assert "\x1b" not in done.stdout


def test_every_command_is_in_the_readme() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    for command in ("read", "code", "explain", "who", "lexicon check", "lexicon codebook"):
        assert f"detente {command}" in readme


def test_the_codebook_page_is_that_of_the_lexicons() -> None:
    assert (ROOT / "docs" / "codebook.md").read_text(encoding="utf-8").strip() == _detente(
        "lexicon", "codebook"
    ).stdout.strip()
