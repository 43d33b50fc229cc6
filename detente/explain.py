"""Any event to its reasons, down to the words and the place of the rule."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from detente.lexicons.load import Lexicon

Record = Mapping[str, Any]
STEPS = ("type", "actor", "recipient", "status", "source", "date", "place", "context", "refused")
"""In this order reasons are told."""


@dataclass(frozen=True)
class Places:
    """Where rules stand: any rule id to file and line."""

    lexicon: Lexicon

    @cached_property
    def _rules(self) -> Mapping[str, str]:
        return {rule.id: rule.where for kind in self.lexicon.types.values() for rule in kind.rules}

    def where(self, rule: str) -> str:
        """The file, and the line where there is one: "events/threaten.toml:9". The id itself if it names no file."""
        if rule in self._rules:
            return self._rules[rule]
        name, _, key = rule.partition("#")
        if re.search(r"\.(csv|toml):\d+$", name):
            return name
        for file in (f"{name}.toml", f"{name}/{name}.toml", "stance/times.toml" if name == "when" else ""):
            if file and "/" in file and any((folder / file).exists() for folder in self.lexicon.folders):
                return f"{file}{self._line(file, key)}"
        return f"{name}.py" if "/" in name else rule

    def _line(self, file: str, key: str) -> str:
        lines = self.lexicon.file(file).read_text(encoding="utf-8").splitlines()
        exact = (f'id = "{key}"', f"[{key}]", f"{key} =", f'"{key}" =', f'"{key}"')
        for words in exact:
            for number, line in enumerate(lines, 1):
                if words in line:
                    return f":{number}"
        return ""


def explain(record: Record, places: Places) -> list[str]:
    """The lines that answer "why was this coded?" for one record on the wire, most important first."""
    lines = [headline(record), f"  {_quoted(record)}"]
    told = sorted(record["reasons"], key=lambda r: STEPS.index(r["step"]) if r["step"] in STEPS else len(STEPS))
    seen = set()
    for reason in told:
        label = "not coded" if reason["step"] == "refused" else reason["step"]
        line = f"  {label:<10} {reason['says']}"
        if line not in seen:
            seen.add(line)
            lines.append(f"{line}  [{places.where(reason['rule'])}{_span(reason)}]")
    if record.get("condition"):
        lines.append(f"  condition  {record['condition']}")
    if record.get("hedges"):
        lines.append(f"  hedges     {', '.join(record['hedges'])}")
    lines.append(f"  confidence {record['confidence']:.2f}; {record['coder']}")
    return lines


def headline(record: Record) -> str:
    """ "THREATEN (violence)  Iran → Israel · 2021-07-09 · actual · source: …"."""
    mode = f" ({record['mode'][0]})" if record["mode"] else ""
    sides = " → ".join(_names(record[side]) for side in ("actor", "recipient") if record[side])
    parts = [f"{record['event'][0]}{mode}  {sides}", _date(record), record["status"]]
    source = record["source"]
    if source:
        parts.append(f"source: {source['text'] or source['code'] or 'named'}")
    return " · ".join(part for part in parts if part)


def _names(entities: list[Record]) -> str:
    return " + ".join(entity["entity_text"] or entity["code"] or "?" for entity in entities)


def _date(record: Record) -> str:
    if not record["date"]:
        return "no date"
    until = f"/{record['enddate']}" if record["enddate"] else ""
    precision = "" if record["date_precision"] == "day" else f" ({record['date_precision']})"
    return f"{record['date']}{until}{precision}"


def _quoted(record: Record) -> str:
    words = record["event_text"][0] if record["event_text"] else None
    cite = record["cite_info"]
    where = (
        ", ".join(part for part in (cite["publication"], cite["title"], cite["url"]) if part) or record["article_id"]
    )
    info = record["text_info"]
    return f"{f'“{words}”  ' if words else ''}{where}, characters {info['start']}-{info['end']}"


def _span(reason: Record) -> str:
    return f", characters {reason['start']}-{reason['end']}" if reason["start"] is not None else ""
