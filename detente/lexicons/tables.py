"""The entity tables: CSV rows as frozen records, each with the line it stands on."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from detente.errors import LexiconError

COLUMNS: dict[str, tuple[str, ...]] = {
    "countries": ("code", "name", "official", "aliases", "nouns", "adjectives", "capital", "seats", "valid_from",
                  "valid_to", "wikidata", "basis"),
    "regions": ("name", "code", "sector", "aliases", "adjectives", "basis"),
    "cities": ("name", "code", "population", "aliases", "basis"),
    "bodies": ("id", "name", "code", "sector", "aliases", "part_of", "members", "valid_from", "valid_to", "wikidata",
               "basis"),
    "groups": ("id", "name", "code", "sector", "aliases", "kind", "valid_from", "valid_to", "wikidata", "basis"),
    "offices": ("title", "sector", "office", "code", "basis"),
    "holders": ("name", "code", "office", "sector", "valid_from", "valid_to", "short", "aliases", "wikidata", "basis"),
    "agents": ("noun", "sector", "plural", "code", "basis"),
}  # fmt: skip
"""Columns of each table. Files: ``<table>.csv`` and ``<table>_<part>.csv``; invented.csv has the columns of countries."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table. ``where`` is "entities/countries.csv:188"; cells missing in the file are empty."""

    table: str
    cells: dict[str, str]
    where: str

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column, "")

    def many(self, column: str) -> list[str]:
        """The entries of a cell that holds several, separated by "|"."""
        return [entry.strip() for entry in self[column].split("|") if entry.strip()]


def read_tables(folders: tuple[Path, ...], *, invented: bool = False) -> dict[str, list[Row]]:
    """Rows by table. A later folder's row replaces one with the same key (see ``_key``); the order is that of the files."""
    tables: dict[str, dict[tuple[str, ...], Row]] = {name: {} for name in COLUMNS}
    for folder in folders:
        for path in sorted(folder.glob("*.csv")):
            name = "countries" if path.stem == "invented" else path.stem.partition("_")[0]
            if path.stem == "invented" and not invented:
                continue
            if name not in COLUMNS:
                raise LexiconError("this is not a table of detente.", where=str(path),
                                   remedy=f"Tables: {', '.join(COLUMNS)}.")  # fmt: skip
            for row in _rows(path, name):
                tables[name][_key(row)] = row
    return {name: list(rows.values()) for name, rows in tables.items()}


def _key(row: Row) -> tuple[str, ...]:
    return tuple(row[column] for column in ("id", "code", "name", "title", "noun", "office", "valid_from"))


def _rows(path: Path, table: str) -> Iterator[Row]:
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.reader(file)
        header = next(reader, [])
        unknown = [column for column in header if column not in COLUMNS[table]]
        if unknown or not header:
            raise LexiconError(f"unknown columns {unknown}.", where=str(path),
                               remedy=f"Columns: {', '.join(COLUMNS[table])}.")  # fmt: skip
        for cells in reader:
            if not cells:
                continue
            if len(cells) != len(header):
                raise LexiconError(
                    f"{len(cells)} cells where the header has {len(header)}.",
                    where=f"{path}:{reader.line_num}",
                    remedy='Put a cell that holds a comma in "quotes".',
                )
            yield Row(table, dict(zip(header, cells, strict=True)), f"entities/{path.name}:{reader.line_num}")
