"""Reads news reports on international affairs and codes who did what to whom, when, how surely and on whose word."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.errors import ArticleError, ConfigError, DetenteError, LexiconError, ReadError, SourceError

if TYPE_CHECKING:
    from pathlib import Path

    from detente.coder import Tools
    from detente.records import Coding

__all__ = ["ArticleError", "ConfigError", "DetenteError", "LexiconError", "ReadError", "SourceError", "read"]

_tools: dict[str, Tools] = {}


def read(
    text: str, *, date: str | None = None, publication: str = "", title: str = "", lexicons: str | Path | None = None
) -> Coding:
    """The events and statements of one report.

    ``date`` is the day of publication, YYYY-MM-DD; without it relative dates ("on Friday") stay unknown. Offsets of all
    spans are characters of ``text``, half-open. The lexicon and the parser are loaded on the first call and kept.

    Raises ConfigError for a date that is none, ArticleError for text that cannot be read, LexiconError for a faulty folder.

        coding = detente.read("Ruritania expelled two Freedonian diplomats on Friday.", date="2021-07-12")
        for event in coding.events:
            print(event.type, event.status, event.date)
    """
    from pathlib import Path

    from detente.coder import code, load_tools
    from detente.readers.registry import article_of

    key = str(lexicons or "")
    if key not in _tools:
        _tools[key] = load_tools(Path(lexicons) if lexicons else None)
    return code(article_of(text, date=date, publication=publication, title=title), _tools[key])
