"""PDF files: the text of all pages."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from detente.errors import ReadError
from detente.readers.article import article_of
from detente.readers.source import Source
from detente.records import Article

_HYPHENATED = re.compile(r"(?<=[a-z])-\n(?=[a-z])")


def read(source: Source) -> Iterator[Article]:
    """The one article of a PDF, its pages joined. Raises ReadError for scans, locked and broken files."""
    import logging

    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    logging.getLogger("pypdf").setLevel(
        logging.CRITICAL
    )  # it reports each oddity of a file; ours is one message a file
    try:
        reader = PdfReader(io.BytesIO(source.data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise ReadError("the PDF is locked with a password.", where=source.where, remedy="Save a copy without one.")
        pages = [page.extract_text() for page in reader.pages]
        title, date = _metadata(reader)
    except (PyPdfError, ValueError, KeyError, TypeError, IndexError, RecursionError) as err:
        raise ReadError(
            f"the PDF is broken: {err}.", where=source.where, remedy="Open and save it anew, or name its text."
        ) from err
    text = _HYPHENATED.sub("", "\n\n".join(pages))
    if not text.strip():
        raise ReadError(
            f"the PDF's {len(pages)} pages are pictures without text (a scan).",
            where=source.where,
            remedy="Run text recognition on it first, for example: ocrmypdf scan.pdf text.pdf",
        )
    known = {"title": title, "date": date}
    yield article_of(text, where=source.where, **(known | {key: value for key, value in source.given.items() if value}))


def _metadata(reader: Any) -> tuple[str, str]:
    meta = reader.metadata
    if meta is None:
        return "", ""
    try:
        made: datetime | None = meta.creation_date
    except ValueError:
        made = None
    return str(meta.title or ""), made.date().isoformat() if made else ""
