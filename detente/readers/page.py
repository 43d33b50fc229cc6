"""HTML pages: the article without menus, with its title, date and publication."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from detente.errors import ReadError
from detente.readers.article import article_of
from detente.readers.source import Source
from detente.records import Article

MIN_CHARS = 80
"""Characters. Less is what the extraction falls back to on a page of menus, not an article."""


def read(source: Source) -> Iterator[Article]:
    """The one article of a page. What the user said of date and publication goes before what the page says.

    Raises ReadError for a page without an article.
    """
    import trafilatura

    # Any: the library's type leaves open whether a dict comes back, which it does only on request.
    found: Any = trafilatura.bare_extraction(
        source.data, url=source.given.get("url") or None, with_metadata=True, include_comments=False
    )
    text = (found.text or "") if found is not None else ""
    if found is None or len(text.strip()) < MIN_CHARS:
        raise ReadError(
            "no article was found on this page.",
            where=source.where,
            remedy="Save the article's text to a file and name that.",
        )
    known = {
        "title": found.title or "",
        "date": found.date or "",
        "publication": found.sitename or found.hostname or "",
        "url": found.url or "",
    }
    yield article_of(
        _paragraphs(text), where=source.where, **(known | {key: value for key, value in source.given.items() if value})
    )


def _paragraphs(text: str) -> str:
    """One blank line between paragraphs: the extraction gives a line each, and a single line end does not end a sentence."""
    return "\n\n".join(line for line in text.split("\n") if line.strip())
