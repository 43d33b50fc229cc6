"""All figures of quality in one table, by the bench's own scorers.

uv run python benchmarks/quality.py ../shared/bench [--sets dev,train,plv,actors,polnear] [--update-floors]

``--update-floors`` raises the floors of tests/gold_floors.json to what was measured, less MARGIN; it never lowers one.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

MARGIN = 0.01  # what a change of a few events in a small set may cost without being a regression
FLOORS = Path(__file__).parent.parent / "tests" / "gold_floors.json"
DETENTE = [sys.executable, "-c", "from detente.cli.main import main; main()"]


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("bench", type=Path)
    ask.add_argument("--sets", default="dev,train,plv,actors,polnear")
    ask.add_argument("--update-floors", action="store_true")
    args = ask.parse_args()
    figures: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as folder:
        for name in args.sets.split(","):
            figures |= measure(name, args.bench, Path(folder))
    for name, value in figures.items():
        print(f"{name:34}{value:8.3f}")
    if args.update_floors:
        floors = json.loads(FLOORS.read_text()) if FLOORS.exists() else {}
        kept = {name: round(max(floors.get(name, 0.0), value - MARGIN), 3) for name, value in figures.items()}
        FLOORS.write_text(json.dumps(floors | kept, indent=1, sort_keys=True) + "\n")


def measure(name: str, bench: Path, folder: Path) -> dict[str, float]:
    """The figures of one set, by their names in the table."""
    if name in ("dev", "train"):
        gold = bench / f"{name}.json"
        articles = _scorer(bench, "articles.py", gold)
        events, _ = _code(articles, folder)
        found = json.loads(_scorer(bench, "score.py", gold, events, "--json"))
        wanted = {
            "international dyad precision": found["international.dyad"]["p"],
            "international dyad F1": found["international.dyad"]["f"],
            "international type F1": found["international.type"]["f"],
            "all type F1": found["all.type"]["f"],
            **{what: found[what] for what in ("status", "source", "date", "mode")},
        }
    elif name == "plv":
        gold = bench / "plv_train.jsonl.gz"
        events, _ = _code(_scorer(bench, "plv.py", "articles", gold), folder)
        found = json.loads(_scorer(bench, "plv.py", "score", gold, events, "--json"))
        wanted = {what: found[what] for what in ("accuracy", "linked", "accuracy_when_linked")}
    elif name == "actors":
        gold = bench / "actors_dev.jsonl.gz"
        cases = folder / "cases.jsonl"
        cases.write_text(_scorer(bench, "actors.py", "cases", gold), encoding="utf-8")
        answers = folder / "answers.jsonl"
        answers.write_text(_run([*DETENTE, "who", "--batch", str(cases)]), encoding="utf-8")
        found = json.loads(_scorer(bench, "actors.py", "score", gold, answers, "--json"))
        wanted = {what: found[what] for what in ("country", "sector")}
    else:
        gold = bench / "polnear_dev.jsonl.gz"
        _, statements = _code(_scorer(bench, "attribution.py", "articles", gold), folder)
        found = json.loads(_scorer(bench, "attribution.py", "score", gold, statements, "--json"))
        wanted = {what: found[what] for what in ("content_f1", "content_and_source_f1")}
    return {f"{name}: {what}": float(value) for what, value in wanted.items()}


def _code(articles: str, folder: Path) -> tuple[Path, Path]:
    source, events, statements = (folder / name for name in ("articles.jsonl", "events.jsonl", "statements.jsonl"))
    source.write_text(articles, encoding="utf-8")
    _run(
        [*DETENTE, "code", str(source), "-o", str(events), "--statements", str(statements), "--workers", "2", "--quiet"]
    )
    return events, statements


def _scorer(bench: Path, script: str, *arguments: Any) -> str:
    return _run([sys.executable, str(bench / script), *map(str, arguments)])


def _run(command: list[str]) -> str:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"{' '.join(command)}\n{done.stderr}")
    return done.stdout


if __name__ == "__main__":
    main()
