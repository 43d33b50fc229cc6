"""``detente code``: many articles in, one PLOVER record a line out."""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import UTC, date, datetime
from pathlib import Path
from typing import IO, TYPE_CHECKING, Annotated

import typer

from detente.cli.options import AnyLanguage, Lexicons
from detente.errors import ConfigError

if TYPE_CHECKING:
    from detente.batch import Outcome, Report

MAX_DETAILS = 20  # skipped and failed articles named one by one at the end; the rest are counted


def code(
    articles: Annotated[
        list[str], typer.Argument(help='Articles, one JSON object a line (JSONL, .gz too); "-": standard input.')
    ],
    output: Annotated[
        Path | None, typer.Option("-o", "--output", help="Events, JSONL. Standard output, if left out.")
    ] = None,
    statements: Annotated[Path | None, typer.Option("--statements", help="Statements (who says what), JSONL.")] = None,
    workers: Annotated[int, typer.Option("--workers", min=1, help="Processes to code on. The output is the same.")] = 1,
    text: Annotated[
        bool, typer.Option("--text/--no-text", help="Keep the articles' words in the records, or offsets only.")
    ] = True,
    any_language: AnyLanguage = False,
    lexicons: Lexicons = None,
    quiet: Annotated[bool, typer.Option("--quiet", help="No progress bar and no report.")] = False,
) -> None:
    """Code many articles; print a report of what became of each to standard error."""
    from detente.batch import Report, Setup, code_all
    from detente.coder import load_tools
    from detente.exchange.plover import event_records, statement_records
    from detente.lexicons.load import load
    from detente.readers.registry import read_all
    from detente.records import Coding

    # One process codes with these tools; several load their own, but a faulty lexicon is to stop the run before it starts.
    tools = load_tools(lexicons) if workers == 1 else None
    version = coder_name((tools.lexicon if tools is not None else load(lexicons)).version)
    report, start, day = Report(), time.monotonic(), coded_day()
    with ExitStack() as files:
        events_file = files.enter_context(_writing(output)) if output else sys.stdout
        statements_file = files.enter_context(_writing(statements)) if statements else None
        outcomes = code_all(read_all(articles), Setup(lexicons, None, any_language), workers=workers, tools=tools)
        for outcome in outcomes if quiet else _with_progress(outcomes):
            report.add(outcome)
            if isinstance(outcome, Coding):
                for record in event_records(outcome, coder=version, coded=day, text=text):
                    events_file.write(json.dumps(record, ensure_ascii=False) + "\n")
                if statements_file is not None:
                    for record in statement_records(outcome, text=text):
                        statements_file.write(json.dumps(record, ensure_ascii=False) + "\n")
    if not quiet:
        _print_report(report, time.monotonic() - start)
    if report.failed and not report.coded:
        raise typer.Exit(1)


def coder_name(lexicon_version: str) -> str:
    """What goes into each record's ``coder``: program, version, lexicon."""
    from importlib.metadata import version

    return f"detente {version('detente')} lexicon {lexicon_version}"


def coded_day() -> date:
    """Today, or the day of SOURCE_DATE_EPOCH where that is set, so that a run can be repeated to the byte."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    return datetime.fromtimestamp(int(epoch), UTC).date() if epoch.isdigit() else datetime.now(UTC).date()


def _writing(path: Path) -> IO[str]:
    try:
        return path.open("w", encoding="utf-8", newline="\n")
    except OSError as err:
        raise ConfigError(
            f"cannot be written: {err.strerror}.", where=str(path), remedy="Name a file in a folder that exists."
        ) from err


def _with_progress(outcomes: Iterator[Outcome]) -> Iterator[Outcome]:
    from rich.console import Console
    from rich.progress import MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    console = Console(stderr=True)
    columns = SpinnerColumn(), TextColumn("{task.description}"), MofNCompleteColumn(), TimeElapsedColumn()
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as progress:
        task = progress.add_task("articles coded", total=None)
        for outcome in outcomes:
            progress.advance(task)
            yield outcome


def _print_report(report: Report, seconds: float) -> None:
    def counts(counter: dict[str, int]) -> str:
        return (
            ", ".join(f"{count} {what}" for what, count in sorted(counter.items(), key=lambda kv: (-kv[1], kv[0])))
            or "none"
        )

    lines = [
        f"read {report.read} articles: {report.coded} coded ({report.empty} of them without an event), "
        f"{report.skipped.total()} skipped, {report.failed.total()} failed",
        f"events: {report.events.total()} ({counts(report.events)})",
        f"refused: {report.refused.total()} ({counts(report.refused)})",
        f"statements: {report.statements}",
    ]
    if report.skipped:
        lines.append(f"skipped: {counts(report.skipped)}")
    if report.failed:
        lines.append(f"failed: {counts(report.failed)}")
    lines += [f"  {one.article_id or '?'}: {one.detail}" for one in report.details[:MAX_DETAILS]]
    if len(report.details) > MAX_DETAILS:
        lines.append(f"  … and {len(report.details) - MAX_DETAILS} more")
    lines.append(f"{seconds:.1f} seconds")
    typer.echo("\n".join(lines), err=True)
