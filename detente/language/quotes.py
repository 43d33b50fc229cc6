"""Where an article quotes: the stretches inside quotation marks, over the whole text."""

from __future__ import annotations

import re
from collections.abc import Iterator

MAX_PARAGRAPH = 1500
"""Characters. An unclosed quote in a longer paragraph (a text without line breaks) ends with its sentence."""

MAX_SINGLE = 600
"""Characters. Two single marks further apart are apostrophes, not a quote."""

_MARK = re.compile(r"``|''|[\"“”„«»‘’]")
_BLANK_LINE = re.compile(r"\n[ \t\r]*\n\s*")
_LINE_END = re.compile(r"(?<=[.!?:;\"'”’»)…])[ \t\r]*\n\s*")
_SENTENCE_END = re.compile(r"[.!?…](?=\s)")
_CLOSERS = {"“": '”"', "„": '“”"', "«": "»", "``": "''\"", '"': '"”', "''": "''"}
# Words that lose their first letters to an apostrophe: the mark before them opens nothing.
_CLIPPED = re.compile(r"(?:\d|em\b|til\b|tis\b|twas\b|cause\b|bout\b|n\b|round\b)", re.IGNORECASE)


def find(text: str) -> tuple[tuple[int, int], ...]:
    """The quoted stretches in order, half-open, without their marks and without overlap.

    A quote that runs over paragraphs gives one stretch a paragraph. One that is never closed ends with its paragraph,
    so a lost mark costs at most that. Quotes inside quotes belong to the outer one.
    """
    stretches: list[tuple[int, int]] = []
    for start, end in paragraphs(text):
        stretches.extend(_in_paragraph(text, start, end))
    return tuple(stretches)


def paragraphs(text: str) -> tuple[tuple[int, int], ...]:
    """The paragraphs as offsets, without the white space between them.

    They are parted by blank lines; in a text that has none, by line ends that follow closing punctuation, so that
    lines wrapped at a fixed width stay together.
    """
    parting = _BLANK_LINE if _BLANK_LINE.search(text) else _LINE_END
    bounds: list[tuple[int, int]] = []
    start = 0
    for gap in parting.finditer(text):
        bounds.append((start, gap.start()))
        start = gap.end()
    bounds.append((start, len(text.rstrip())))
    return tuple((a, b) for a, b in bounds if text[a:b].strip())


def _in_paragraph(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The quotes of one paragraph."""
    marks = list(_MARK.finditer(text, start, end))
    at = 0
    while at < len(marks):
        mark = marks[at]
        at += 1
        if not _opens(text, mark, start):
            continue
        if mark.group() == "‘":
            closing = _single_closing(text, marks[at:], mark.end())
            if closing is None:
                continue
        else:
            closing = _closing(text, marks[at:], mark)
        stop = closing.start() if closing is not None else _unclosed_end(text, mark.end(), start, end)
        while at < len(marks) and marks[at].start() < (closing.end() if closing is not None else stop):
            at += 1
        if text[mark.end() : stop].strip():
            yield mark.end(), stop


def _opens(text: str, mark: re.Match[str], start: int) -> bool:
    """Whether this mark can begin a quote where it stands."""
    sign, before, after = mark.group(), text[mark.start() - 1 : mark.start()], text[mark.end() : mark.end() + 1]
    if sign in ("“", "„", "«", "``"):
        return True
    if sign in ("”", "»", "’") or not after or after.isspace():
        return False
    free = mark.start() == start or not before or before.isspace() or before in "([{—–-:;,/"
    if sign == "‘":
        return free and _CLIPPED.match(text, mark.end()) is None
    return free


def _closing(text: str, marks: list[re.Match[str]], opening: re.Match[str]) -> re.Match[str] | None:
    """The mark that closes this quote; None when the paragraph has none.

    A straight mark closes only where it does not itself look like an opening one: after a lost mark the next quote
    then still begins at its own first mark.
    """
    closers = _CLOSERS[opening.group()]
    for mark in marks:
        if mark.group() not in closers or (mark.group() == "'" and closers != "'"):
            continue
        after = text[mark.end() : mark.end() + 1]
        before = text[mark.start() - 1]
        if mark.group() in ('"', "''") and before.isspace() and after.isalnum():
            continue
        return mark
    return None


def _single_closing(text: str, marks: list[re.Match[str]], opened: int) -> re.Match[str] | None:
    """The single mark that closes a quote in British style: after punctuation, or after a word that is no genitive."""
    fallback: re.Match[str] | None = None
    for mark in marks:
        if mark.start() - opened > MAX_SINGLE:
            break
        if mark.group() != "’" or text[mark.end() : mark.end() + 1].isalnum():
            continue
        if text[mark.start() - 1] in ".,?!…" or text[mark.start() - 1] != "s":
            return mark
        fallback = fallback or mark
    return fallback


def _unclosed_end(text: str, opened: int, start: int, end: int) -> int:
    """Where a quote without a closing mark is taken to end."""
    if end - start <= MAX_PARAGRAPH:
        return end
    stop = _SENTENCE_END.search(text, opened, end)
    return stop.end() if stop else end
