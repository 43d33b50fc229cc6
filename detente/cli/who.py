"""``detente who``: who a name or description means on a day."""

from __future__ import annotations

import json
import sys
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer

from detente.cli.options import Lexicons, check_date
from detente.errors import ConfigError, ReadError


def who(
    text: Annotated[str | None, typer.Argument(help='A name or description: "the French president".')] = None,
    on: Annotated[str | None, typer.Option("--on", help="The day, YYYY-MM-DD. Today, if left out.")] = None,
    batch: Annotated[
        Path | None,
        typer.Option("--batch", help='JSONL of {"id","text","date"}; prints one answer a line. "-": standard input.'),
    ] = None,
    lexicons: Lexicons = None,
) -> None:
    """Say who a name or description means on a day."""
    if (text is None) == (batch is None):
        raise ConfigError(
            "name a text or --batch, one of the two.",
            remedy='Example: detente who "the French president" --on 2020-05-01',
        )
    from detente.entities.resolve import Resolver
    from detente.entities.who import who as find
    from detente.language import parse
    from detente.lexicons.load import load

    resolver, parser = Resolver(load(lexicons).tables), parse.load()
    if text is not None:
        day = check_date(on) or date.today().isoformat()
        answer = find(text, day, resolver, parser)
        if not answer.entities:
            typer.echo(f"“{text}”: nobody known on {day}.")
            raise typer.Exit(1)
        for entity in answer.entities:
            name = entity.name or "no name"
            office = f", {entity.office}" if entity.office else ""
            typer.echo(f"{entity.code or 'no country'} {' '.join(entity.sector)}  {name}{office}")
            for reason in entity.reasons:
                typer.echo(f"    {reason.says}  [{reason.rule}]")
        return
    bad = 0
    for record in _cases(batch):
        if isinstance(record, ReadError):
            bad += 1
            typer.echo(f"detente: {record}", err=True)
            continue
        day = str(record.get("date") or "") or check_date(on) or date.today().isoformat()
        entities = find(str(record["text"]), day, resolver, parser).entities
        first = entities[0] if entities else None
        answer_record = {
            "id": record.get("id"),
            "code": first.code if first else None,
            "sector": list(first.sector) if first else [],
            "name": first.name or None if first else None,
            "office": first.office or None if first else None,
        }
        typer.echo(json.dumps(answer_record, ensure_ascii=False))
    if bad:
        raise typer.Exit(1)


def _cases(path: Path | None) -> Any:
    """The cases of a file, a ReadError in the place of each broken line."""
    assert path is not None
    try:
        lines = sys.stdin.read().splitlines() if str(path) == "-" else path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as err:
        raise ConfigError(
            f"cannot be read: {err}.", where=str(path), remedy="Name a UTF-8 file of JSON lines."
        ) from err
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
            if not isinstance(record, dict) or not isinstance(record.get("text"), str):
                raise ValueError('an object with "text" is wanted')
            yield record
        except ValueError as err:
            yield ReadError(
                f"not a case: {err}.",
                where=f"{path}:{number}",
                remedy='Write {"id": "1", "text": "…", "date": "2020-05-01"}.',
            )
