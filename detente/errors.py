"""The error tree. The branches are what the caller does about it.

DetenteError
├── ArticleError     skip this article, count it, go on
│   └── ReadError    a file, page or line that gives no article
├── SourceError      this address or feed failed; try it again later
├── LexiconError     stop before starting: a lexicon is wrong
└── ConfigError      stop before starting: an option or argument is wrong

    try:
        coding = detente.read(text, date="2021-07-12")
    except detente.DetenteError as err:
        print(err)          # what, where, what to do
"""

from __future__ import annotations


class DetenteError(Exception):
    """Base of all errors detente raises on purpose. The message has three parts: what, where, what to do."""

    def __init__(self, what: str, *, where: str = "", remedy: str = "") -> None:
        self.what, self.where, self.remedy = what, where, remedy
        super().__init__(": ".join(part for part in (where, what) if part) + (f" {remedy}" if remedy else ""))


class ArticleError(DetenteError):
    """This article cannot be coded; the rest can."""


class ReadError(ArticleError):
    """This file, page or line gives no article."""


class SourceError(DetenteError):
    """This address cannot be reached now."""


class LexiconError(DetenteError):
    """A lexicon file is wrong; nothing is coded until it is mended."""


class ConfigError(DetenteError):
    """An option or argument is wrong."""
