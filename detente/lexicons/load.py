"""The whole lexicon, loaded once and passed on."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from detente.errors import LexiconError
from detente.lexicons.rules import EventType, load_types
from detente.lexicons.tables import Row, read_tables

SHIPPED = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All data of the coder. ``version`` is a hash of the files, so that each record can say what it was coded with."""

    types: Mapping[str, EventType]
    tables: Mapping[str, list[Row]]
    folders: tuple[Path, ...]
    version: str

    def file(self, name: str) -> Path:
        """The file of that name ("stance/hedges.toml"), the user's own before the shipped one."""
        for folder in reversed(self.folders):
            if (folder / name).exists():
                return folder / name
        raise LexiconError("the file is missing.", where=name, remedy="Install detente again.")


def load(own: Path | None = None, *, invented: bool = False) -> Lexicon:
    """The shipped lexicon, with the user's own folder laid over it; with the invented countries of the examples if asked.

    Raises LexiconError.
    """
    if own is not None and not own.is_dir():
        raise LexiconError(
            "there is no such folder.", where=str(own), remedy="Name a folder with events/ or entities/."
        )
    folders = (SHIPPED, own) if own is not None else (SHIPPED,)
    return Lexicon(
        load_types(tuple(folder / "events" for folder in folders)),
        read_tables(tuple(folder / "entities" for folder in folders), invented=invented),
        folders,
        _version(folders),
    )


def _version(folders: tuple[Path, ...]) -> str:
    digest = hashlib.sha256()
    for folder in folders:
        for path in sorted((*folder.glob("*/*.toml"), *folder.glob("*/*.csv"))):
            digest.update(str(path.relative_to(folder)).encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()[:12]
