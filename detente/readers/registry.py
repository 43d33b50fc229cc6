"""Which reader reads what: places to articles."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from detente.errors import ReadError, SourceError
from detente.readers import jsonl, page, pdf, text
from detente.readers.article import article_of
from detente.readers.source import Source
from detente.readers.url import fetch
from detente.records import Article

__all__ = ["READERS", "Reader", "article_of", "read_all", "read_articles"]

MAX_FILE_BYTES = 2_000_000_000
Outcome = Article | ReadError | SourceError


@dataclass(frozen=True, slots=True)
class Reader:
    """One kind of source: how it is recognised and read."""

    kind: str
    takes: str
    fits: Callable[[Source], bool]
    read: Callable[[Source], Iterator[Article] | Iterator[Article | ReadError]]


def _is_pdf(source: Source) -> bool:
    return source.data[:1024].lstrip().startswith(b"%PDF-")


def _is_jsonl(source: Source) -> bool:
    name = source.where.lower()
    if name.endswith((".jsonl", ".jsonl.gz", ".ndjson", ".ndjson.gz")):
        return True
    return source.data.lstrip()[:1] == b"{"


def _is_page(source: Source) -> bool:
    head = source.data[:2048].lstrip().lower()
    return source.content_type in ("text/html", "application/xhtml+xml") or any(
        mark in head for mark in (b"<!doctype html", b"<html", b"<head", b"<body", b"<article")
    )


READERS = (
    Reader("pdf", "PDF files with text in them", _is_pdf, pdf.read),
    Reader("jsonl", "articles as JSON, one object a line; .gz too", _is_jsonl, jsonl.read),
    Reader("page", "HTML pages", _is_page, page.read),
    Reader("text", "plain text in UTF-8, UTF-16 or Windows-1252", lambda source: True, text.read),
)
"""Asked in this order; the first that fits reads."""


def read_articles(
    where: str, *, date: str | None = None, publication: str | None = None, allow_private: bool = False
) -> Iterator[Outcome]:
    """The articles of a place: a file, a folder (its files by name), an address, or "-" for standard input.

    Errors come in the place of the article they cost, so that one bad input never stops the rest.
    """
    given = {key: value for key, value in (("date", date), ("publication", publication)) if value}
    try:
        if where == "-":
            yield from _read(Source("standard input", sys.stdin.buffer.read(), given))
        elif where.lower().startswith(("http://", "https://")):
            yield from _read(fetch(where, allow_private=allow_private, given=given))
        else:
            yield from _path(Path(where), given)
    except (ReadError, SourceError) as err:
        yield err


def read_all(
    places: Iterable[str], *, date: str | None = None, publication: str | None = None, allow_private: bool = False
) -> Iterator[Outcome]:
    """As ``read_articles``, for several places one after the other."""
    for place in places:
        yield from read_articles(place, date=date, publication=publication, allow_private=allow_private)


def _path(path: Path, given: dict[str, str]) -> Iterator[Outcome]:
    if path.is_dir():
        for inner in sorted(path.iterdir()):
            if not inner.name.startswith("."):
                try:
                    yield from _path(inner, given)
                except ReadError as err:
                    yield err
        return
    try:
        if path.stat().st_size > MAX_FILE_BYTES:
            raise ReadError("the file is larger than 2 GB.", where=str(path), remedy="Split it.")
        data = path.read_bytes()
    except OSError as err:
        raise ReadError(
            f"cannot be read: {err.strerror or err}.", where=str(path), remedy="Check the name and the rights."
        ) from err
    yield from _read(Source(str(path), data, given))


def _read(source: Source) -> Iterator[Outcome]:
    if not source.data.strip():
        raise ReadError("it is empty.", where=source.where, remedy="Name a file that holds the words of a report.")
    reader = next(reader for reader in READERS if reader.fits(source))
    try:
        yield from reader.read(source)
    except ReadError as err:
        yield err
