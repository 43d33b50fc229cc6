"""Options that several commands share."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from detente.errors import ConfigError

Lexicons = Annotated[
    Path | None, typer.Option("--lexicons", help="A folder of your own rules and names, laid over the shipped ones.")
]
AnyLanguage = Annotated[bool, typer.Option("--any-language", help="Code reports that are not in English too.")]
Date = Annotated[
    str | None, typer.Option("--date", help="Day of publication, YYYY-MM-DD, for reports that do not say it.")
]


def check_date(day: str | None) -> str | None:
    """The day in ISO form, or None.

    Raises ConfigError for what is no day.
    """
    if day is None:
        return None
    try:
        return date.fromisoformat(day).isoformat()
    except ValueError as err:
        raise ConfigError(f'"{day}" is not a day.', remedy="Write it as YYYY-MM-DD, as in 2021-07-12.") from err
