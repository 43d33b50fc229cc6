"""Articles as JSON, one object a line, plain or gzipped."""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Iterable, Iterator

from detente.errors import ReadError
from detente.readers.article import article_of
from detente.readers.source import Source
from detente.records import Article

FIELDS = ("id", "date", "publication", "title", "text", "url", "language")
_EXAMPLE = 'Write {"id": "1", "date": "2021-07-12", "text": "…"}.'


def read(source: Source) -> Iterator[Article | ReadError]:
    """The article of each line; a ReadError in the place of each line that gives none."""
    data = source.data
    if data[:2] == b"\x1f\x8b":
        try:
            data = gzip.decompress(data)
        except (OSError, EOFError, zlib.error) as err:
            yield ReadError(f"the gzip file is broken: {err}.", where=source.where, remedy="Fetch it again.")
            return
    yield from read_lines(data.splitlines(), source)


def read_lines(lines: Iterable[bytes], source: Source) -> Iterator[Article | ReadError]:
    """As ``read``, for lines already apart."""
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                yield _article(line, f"{source.where}:{number}", source.given)
            except ReadError as err:
                yield err


def _article(line: bytes, where: str, given: dict[str, str]) -> Article:
    try:
        record = json.loads(line)
    except (ValueError, RecursionError) as err:
        raise ReadError(f"not valid JSON: {err}.", where=where, remedy=_EXAMPLE) from err
    if not isinstance(record, dict) or not isinstance(record.get("text"), str):
        raise ReadError('not an article: an object with "text" is wanted.', where=where, remedy=_EXAMPLE)
    known = {key: str(record[key]) for key in FIELDS if record.get(key) is not None}
    return article_of(where=where, **(given | {key: value for key, value in known.items() if value}))
