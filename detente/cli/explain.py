"""``detente explain``: why an event was coded."""

from __future__ import annotations

import json
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated, Any

import typer

from detente.cli.options import Lexicons
from detente.errors import ConfigError


def explain(
    event_id: Annotated[
        str, typer.Argument(help="The event's id: ev_ and twelve characters. The first few are enough.")
    ],
    events: Annotated[Path, typer.Option("--in", help="The file of events that `detente code` wrote.")],
    lexicons: Lexicons = None,
) -> None:
    """Say why an event was coded: the words it rests on, the rules with file and line, and what was refused beside it."""
    from detente.explain import Places
    from detente.explain import explain as lines_of
    from detente.lexicons.load import load

    record = _find(event_id, events)
    lexicon = load(lexicons)
    typer.echo("\n".join(lines_of(record, Places(lexicon))))
    if lexicon.version not in record["coder"]:
        typer.echo(
            f"  note       coded with another lexicon than the one here ({lexicon.version}): lines may have moved",
            err=True,
        )


def _find(event_id: str, path: Path) -> dict[str, Any]:
    """The record with that id, or the only one whose id begins so."""
    found: list[dict[str, Any]] = []
    known: list[str] = []
    try:
        with path.open(encoding="utf-8") as lines:
            for line in lines:
                if '"id"' not in line:
                    continue
                record = json.loads(line)
                if str(record.get("id", "")).startswith(event_id):
                    found.append(record)
                known.append(str(record.get("id", "")))
    except (OSError, ValueError) as err:
        raise ConfigError(
            f"cannot be read: {err}.", where=str(path), remedy="Name a file that detente code wrote."
        ) from err
    exact = [record for record in found if record["id"] == event_id]
    if exact or len(found) == 1:
        return (exact or found)[0]
    if found:
        raise ConfigError(
            f"{len(found)} events begin with {event_id}.", where=str(path), remedy="Write more of the id."
        )
    near = get_close_matches(event_id, known, 1)
    raise ConfigError(
        f"there is no event {event_id} among the {len(known)} here.",
        where=str(path),
        remedy=f"Did you mean {near[0]}?" if near else "Ids begin with ev_.",
    )
