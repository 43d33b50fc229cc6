"""Plain text: bytes of unknown encoding to an article."""

from __future__ import annotations

from collections.abc import Iterator

from detente.errors import ReadError
from detente.readers.article import article_of
from detente.readers.source import Source
from detente.records import Article

_MAX_CONTROL_SHARE = 0.01  # of bytes that no text has; binary files have far more


def read(source: Source) -> Iterator[Article]:
    """The one article of a text. A first line that stands alone, short and without a full stop, is its title."""
    text = decode(source.data, source.where)
    title, body = _title(text)
    yield article_of(body, title=title, where=source.where, **source.given)


def decode(data: bytes, where: str) -> str:
    """The text of the bytes: by byte order mark, as UTF-8, else as Windows' Western encoding.

    Raises ReadError for bytes that are no text.
    """
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if data.startswith(mark):
            return data.decode(encoding, errors="replace")
    control = sum(data.count(bytes([code])) for code in (*range(9), 11, *range(14, 27), *range(28, 32)))
    if control > len(data) * _MAX_CONTROL_SHARE:
        raise ReadError(
            "this is not text but binary data.", where=where, remedy="Name a text, HTML, PDF or JSONL file."
        )
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def _title(text: str) -> tuple[str, str]:
    head, gap, rest = text.replace("\r\n", "\n").lstrip().partition("\n\n")
    if (
        gap
        and rest.strip()
        and "\n" not in head
        and len(head) < 160
        and not head.rstrip().endswith((".", "!", "?", '"', "”"))
    ):
        return head.strip(), rest
    return "", text
