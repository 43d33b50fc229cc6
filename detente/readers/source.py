"""Bytes on their way to an article: what a reader is given."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Source:
    """The bytes of a file, a stream or a page, where they are from, and what the user said of them."""

    where: str
    """For messages: the path, the address, "standard input"."""
    data: bytes
    given: dict[str, str] = field(default_factory=dict)
    """What is known from outside: date, publication, url. It fills what the source does not say itself."""
    content_type: str = ""
