"""Sentence bounds by rule, before any parsing: cheap enough to run on every text."""

from __future__ import annotations

import re

# A longer stretch without an end of sentence is a table, a list or garbage; the parser's time grows with its length.
MAX_SENTENCE_CHARS = 1_500

_BREAK = re.compile(r"(?P<blank>\n[ \t\r]*\n\s*)|(?P<stop>[.!?…]+[\"”’')\]»]*)(?P<gap>\s+)")
_OPENS = re.compile(r"[\"“‘'(\[«–—-]*\s?[A-Z0-9À-ÞА-Я]|[\"“«]")
_LAST_WORD = re.compile(r"(\S+)$")
_ABBREVIATIONS = frozenset(
    [
        "mr",
        "mrs",
        "ms",
        "dr",
        "prof",
        "gen",
        "lt",
        "col",
        "maj",
        "capt",
        "sgt",
        "cmdr",
        "adm",
        "brig",
        "sen",
        "rep",
        "gov",
        "pres",
        "st",
        "sr",
        "jr",
        "rev",
        "hon",
        "amb",
        "sec",
        "dep",
        "asst",
        "jan",
        "feb",
        "mar",
        "apr",
        "jun",
        "jul",
        "aug",
        "sep",
        "sept",
        "oct",
        "nov",
        "dec",
        "mon",
        "tue",
        "wed",
        "thu",
        "fri",
        "sat",
        "sun",
        "no",
        "vs",
        "etc",
        "inc",
        "corp",
        "co",
        "ltd",
        "plc",
        "dept",
        "univ",
        "ave",
        "bros",
        "al",
        "fig",
        "vol",
        "art",
        "e.g",
        "i.e",
        "cf",
        "ca",
        "approx",
        "est",
        "min",
        "max",
    ]
)
_DOTTED = re.compile(r"^(?:[A-Za-z]\.)+$|^[A-Z]\.$")
# Words that begin a sentence far more often than they go on after "U.S." or an initial.
_STARTERS = frozenset(
    [
        "The",
        "A",
        "An",
        "He",
        "She",
        "It",
        "They",
        "We",
        "I",
        "In",
        "On",
        "At",
        "But",
        "And",
        "However",
        "This",
        "That",
        "These",
        "Those",
        "There",
        "Meanwhile",
        "Earlier",
    ]
)


def split(text: str) -> tuple[tuple[int, int], ...]:
    """Bounds of the sentences of a text, in order, without surrounding white space.

    A blank line always ends a sentence, a single line break never does. Stretches over MAX_SENTENCE_CHARS are cut at
    white space.
    """
    bounds: list[tuple[int, int]] = []
    start = 0
    for found in _BREAK.finditer(text):
        if found["blank"] is None and not _ends(text, start, found):
            continue
        end = found.start() if found["blank"] is not None else found.end("stop")
        _add(text, start, end, bounds)
        start = found.end()
    _add(text, start, len(text), bounds)
    return tuple(bounds)


def _ends(text: str, start: int, found: re.Match[str]) -> bool:
    """Whether the full stop at ``found`` ends a sentence."""
    after = text[found.end() : found.end() + 24]
    if not _OPENS.match(after):
        return False
    if found["stop"][0] != "." or len(found["stop"].rstrip("\"”’')]»")) > 1:
        return True
    word = _LAST_WORD.search(text, start, found.start() + 1)
    if word is None:
        return True
    last = word[1].lstrip("\"“‘'([«")
    if last.lower().rstrip(".") in _ABBREVIATIONS:
        return False
    if _DOTTED.match(last):
        following = re.match(r"[\w'’]+", after.lstrip("\"“‘'([«"))
        return following is not None and following[0] in _STARTERS
    return True


def _add(text: str, start: int, end: int, bounds: list[tuple[int, int]]) -> None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    while end - start > MAX_SENTENCE_CHARS:
        cut = text.rfind(" ", start, start + MAX_SENTENCE_CHARS)
        cut = cut if cut > start else start + MAX_SENTENCE_CHARS
        bounds.append((start, cut))
        start = cut + 1 if text[cut : cut + 1].isspace() else cut
    if end > start:
        bounds.append((start, end))
