"""``detente read``: a report in, a table of events and statements out."""

from __future__ import annotations

import csv
import io
import json
import sys
from collections.abc import Iterable
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from detente.cli.options import AnyLanguage, Date, Lexicons, check_date

if TYPE_CHECKING:
    from rich.table import Table

    from detente.explain import Places
    from detente.records import Article, Coding

PLAIN_WIDTH = 140  # columns where no terminal says how wide it is


class Format(StrEnum):
    """What `detente read` prints."""

    table = "table"
    jsonl = "jsonl"
    csv = "csv"
    md = "md"


def read(
    where: Annotated[
        list[str],
        typer.Argument(
            help='Files (text, HTML, PDF, JSONL of articles), folders, addresses, or "-" for standard input.'
        ),
    ],
    date: Date = None,
    publication: Annotated[
        str | None, typer.Option("--publication", help="Who published it, for reports that do not say it.")
    ] = None,
    format: Annotated[Format, typer.Option("--format", help="How to print it.")] = Format.table,
    explain: Annotated[bool, typer.Option("--explain", help="Put the reasons under each event.")] = False,
    allow_private: Annotated[
        bool, typer.Option("--allow-private", help="Also fetch addresses inside this network.")
    ] = False,
    any_language: AnyLanguage = False,
    lexicons: Lexicons = None,
) -> None:
    """Read reports and print who did what to whom, when, how surely and on whose word."""
    from detente.batch import Setup, code_all
    from detente.coder import load_tools
    from detente.readers.registry import read_all
    from detente.records import Coding

    day = check_date(date)
    tools = load_tools(lexicons)
    show = _PRINTERS[format]
    troubles = read_any = 0
    articles = read_all(where, date=day, publication=publication, allow_private=allow_private)
    for outcome in code_all(articles, Setup(lexicons, None, any_language), tools=tools):
        if isinstance(outcome, Coding):
            show(outcome, tools, explain, first=not read_any)
            read_any += 1
        else:
            troubles += 1
            typer.echo(f"detente: {_safe(outcome.detail)}" if outcome.detail.startswith(outcome.article_id)
                       else f"detente: {_safe(outcome.article_id)}: {outcome.why}. {_safe(outcome.detail)}", err=True)  # fmt: skip
    if troubles:
        raise typer.Exit(1)


def _safe(text: str) -> str:
    """Text from outside without control characters: it must not steer the terminal."""
    return "".join(char if char == "\n" or char.isprintable() else " " for char in text)


# records --------------------------------------------------------------------------------------------------------------


def _records(coding: Coding, tools: Any) -> list[dict[str, Any]]:
    from detente.cli.code import coded_day, coder_name
    from detente.exchange.plover import event_records

    return list(event_records(coding, coder=coder_name(tools.lexicon.version), coded=coded_day()))


def _print_jsonl(coding: Coding, tools: Any, explain: bool, *, first: bool) -> None:
    """Event records, then statement records, one a line; reasons are always in them."""
    from detente.exchange.plover import statement_records

    for record in (*_records(coding, tools), *statement_records(coding)):
        typer.echo(json.dumps(record, ensure_ascii=False))


COLUMNS = ("article", "sentence", "actor", "event", "mode", "recipient", "date", "enddate", "status", "source", "condition",
           "hedges", "place", "trigger", "confidence", "id")  # fmt: skip


def _flat(record: dict[str, Any]) -> list[str]:
    def names(side: str) -> str:
        return "; ".join(f"{e['entity_text']} ({e['code'] or '-'} {' '.join(e['sector'])})" for e in record[side])

    source = record["source"]
    place = record["event_loc"]
    return [
        record["article_id"], str(record["text_info"]["sequence"] + 1), names("actor"), record["event"][0],
        " ".join(record["mode"]), names("recipient"), record["date"] or "", record["enddate"] or "", record["status"],
        (source["text"] or "") if source else "", record["condition"] or "", "; ".join(record["hedges"]),
        place["extracted_place"] if place else "", record["trigger"]["text"], f"{record['confidence']:.2f}", record["id"],
    ]  # fmt: skip


def _print_csv(coding: Coding, tools: Any, explain: bool, *, first: bool) -> None:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    if first:
        writer.writerow(COLUMNS)
    writer.writerows([_guarded(cell) for cell in _flat(record)] for record in _records(coding, tools))
    sys.stdout.write(out.getvalue())


def _guarded(cell: str) -> str:
    """A cell that a spreadsheet would take for a formula, made plain text."""
    return f"'{cell}" if cell[:1] in ("=", "+", "-", "@") else cell


def _md_row(cells: Iterable[str]) -> str:
    return "| " + " | ".join(_safe(cell).replace("|", "\\|").replace("\n", " ") for cell in cells) + " |"


def _print_md(coding: Coding, tools: Any, explain: bool, *, first: bool) -> None:
    from detente.explain import Places
    from detente.explain import explain as lines_of

    records = _records(coding, tools)
    typer.echo(f"## {_safe(_title(coding.article))}\n")
    typer.echo("| sentence | actor | event | recipient | date | status | source |\n|---|---|---|---|---|---|---|")
    for record in records:
        cells = (*_cells(record)[:1], *_cells(record)[2:])
        typer.echo(_md_row(cells))
    if coding.statements:
        typer.echo("\n| who | says | how |\n|---|---|---|")
        for statement in coding.statements:
            row = statement.source.text if statement.source else "unnamed", statement.content.text, statement.kind
            typer.echo(_md_row(row))
    if explain:
        places = Places(tools.lexicon)
        for record in records:
            typer.echo("\n```\n" + _safe("\n".join(lines_of(record, places))) + "\n```")
    typer.echo()


# the table ------------------------------------------------------------------------------------------------------------


def _title(article: Article) -> str:
    return ", ".join(
        part for part in (article.title or article.id, article.publication, article.date or "no date") if part
    )


def _cells(record: dict[str, Any]) -> list[str]:
    """Sentence, words, actor, event, recipient, date, status, source."""

    def names(side: str) -> str:
        return (
            ", ".join(f"{e['entity_text']} ({e['code'] or '–'} {' '.join(e['sector'])})" for e in record[side]) or "–"
        )

    until = f" to {record['enddate']}" if record["enddate"] else ""
    status = record["status"]
    if record["condition"]:
        status += f" if: {record['condition']}"
    if record["hedges"]:
        status += f" ({', '.join(record['hedges'])})"
    source = record["source"]
    return [
        str(record["text_info"]["sequence"] + 1),
        record["event_text"][0],
        names("actor"),
        f"{record['event'][0]} {' '.join(record['mode'])}".strip(),
        names("recipient"),
        f"{record['date'] or '–'}{until}",
        status,
        (source["text"] or "") if source else "–",
    ]


_STYLES = {1: "green", 2: "green", 3: "yellow", 4: "red"}  # by quad class


def _print_table(coding: Coding, tools: Any, explain: bool, *, first: bool) -> None:
    from rich.console import Console
    from rich.text import Text

    from detente.explain import Places

    console = Console(highlight=False, markup=False, emoji=False)
    if not console.is_terminal:
        console = Console(highlight=False, markup=False, emoji=False, width=PLAIN_WIDTH, color_system=None)
    if not first:
        console.print()
    console.print(Text(_safe(_title(coding.article)), style="bold"))
    records = _records(coding, tools)
    if not records:
        console.print(f"No events in {len(coding.sentences)} sentences.")
    elif explain:
        _print_explained(console, coding, records, Places(tools.lexicon))
    else:
        console.print(_event_table(records))
    if coding.statements:
        console.print(_statement_table(coding))


def _event_table(records: list[dict[str, Any]]) -> Table:
    from rich.box import SIMPLE_HEAD
    from rich.table import Table
    from rich.text import Text

    table = Table(box=SIMPLE_HEAD, show_edge=False, pad_edge=False, expand=False)
    widths = {"": 1, "actor": 2, "event": 1, "recipient": 2, "date": 1, "status": 2, "source": 1}
    table.add_column("#", justify="right", no_wrap=True)
    for name, ratio in widths.items():
        if name:
            table.add_column(name, ratio=ratio, overflow="fold", min_width=8)
    last = ""
    for record in records:
        number, _, actor, event, recipient, when, status, source = _cells(record)
        style = _STYLES[record["quad_code"]]
        trigger = Text(f"{event}\n", style=style) + Text(f"“{_safe(record['trigger']['text'])}”", style="dim")
        unsure = "" if record["status"] == "actual" else "italic"
        table.add_row(
            number if number != last else "",
            _safe(actor),
            trigger,
            _safe(recipient),
            when,
            Text(_safe(status), style=unsure),
            _safe(source),
        )
        last = number
    return table


def _statement_table(coding: Coding) -> Table:
    from rich.box import SIMPLE_HEAD
    from rich.table import Table
    from rich.text import Text

    table = Table(
        box=SIMPLE_HEAD,
        show_edge=False,
        pad_edge=False,
        title="Who says what",
        title_justify="left",
        title_style="bold",
    )
    table.add_column("who", ratio=2, overflow="fold")
    table.add_column("how", no_wrap=True)
    table.add_column("says", ratio=6, overflow="fold")
    for statement in coding.statements:
        who = statement.source.text if statement.source else "unnamed"
        table.add_row(_safe(who), statement.kind, Text(_safe(statement.content.text)))
    return table


def _print_explained(console: Any, coding: Coding, records: list[dict[str, Any]], places: Places) -> None:
    from rich.text import Text

    from detente.explain import explain as lines_of

    shown = -1
    for record in records:
        number = record["text_info"]["sequence"]
        if number != shown:
            console.print()
            console.print(Text(f"{number + 1}  {_safe(coding.sentences[number].text)}", style="bold"))
            shown = number
        head, _, *reasons = lines_of(record, places)
        console.print(Text(f"  {_safe(head)}", style=_STYLES[record["quad_code"]]))
        for line in reasons:
            console.print(Text(f"  {_safe(line)}"))
        console.print(Text(f"    id         {record['id']}", style="dim"))
    console.print()


_PRINTERS = {Format.table: _print_table, Format.jsonl: _print_jsonl, Format.csv: _print_csv, Format.md: _print_md}
