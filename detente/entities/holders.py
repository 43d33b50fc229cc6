"""Office holders by date: who a name is on a day, and what that makes of him."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from detente.entities.find import Name
from detente.lexicons.tables import Row

FORMER = ("ELI",)

# Who is meant by a bare surname: the better known office. Order of magnitude only; ties go to the name in the article.
_WEIGHT = {"head_of_state": 3.0, "head_of_government": 3.0, "leader": 3.0, "minister": 1.5, "body": 2.0, "vice": 1.5}
_IN_OFFICE = 4.0
_LEFT_LATELY = 1.5  # within YEARS_REMEMBERED of the end of a term
YEARS_REMEMBERED = 6
_SEEN = 2.5  # the article names the country


@dataclass(frozen=True, slots=True)
class Person:
    """A person of the lexicon on a day: country, sector and office as of then."""

    name: str
    code: str
    sector: tuple[str, ...]
    office: str
    wikidata: str
    where: str
    score: float
    in_office: bool


def on_day(names: Iterable[Name], day: str, seen: Sequence[str] = ()) -> list[Person]:
    """The people that names may mean on a day (ISO, may be empty: today's terms count), most likely first.

    ``seen``: country codes the article mentions.
    """
    by_person: dict[tuple[str, str], list[Row]] = {}
    for name in names:
        if name.kind in ("holder", "short"):
            by_person.setdefault((name.row["name"], name.code), []).append(name.row)
    people = [_person(rows, day, seen) for rows in by_person.values()]
    return sorted(people, key=lambda person: (-person.score, person.name, person.code))


def _person(rows: Sequence[Row], day: str, seen: Sequence[str]) -> Person:
    held = [row for row in rows if _covers(row, day)]
    past = [row for row in rows if row["valid_to"] and row["valid_to"] < day[: len(row["valid_to"])]]
    row = max(held or past or rows, key=lambda r: (_weight(r), r["valid_to"] or "9999", r.where))
    score = _weight(row) + (_SEEN if row["code"] in seen else 0.0)
    if held:
        score += _IN_OFFICE
    elif past and int(day[:4]) - max(int(r["valid_to"][:4]) for r in past) <= YEARS_REMEMBERED:
        score += _LEFT_LATELY
    elif not past:
        score -= _IN_OFFICE / 2
    sector = tuple(row.many("sector")) if held else FORMER
    office = row["office"] if held else ""
    return Person(row["name"], row["code"], sector, office, row["wikidata"], row.where, score, bool(held))


def _covers(row: Row, day: str) -> bool:
    """Whether the term holds on the day; months and years in the table count whole."""
    if not day:
        return not row["valid_to"]
    start, end = row["valid_from"], row["valid_to"]
    return (not start or start <= day[: len(start)]) and (not end or day[: len(end)] <= end)


def _weight(row: Row) -> float:
    return _WEIGHT.get(row["office"].partition(":")[0], 1.0)
