"""The gold gate: figures on hand-coded reports must not fall below the floors in gold_floors.json.

Runs where ../shared/bench lies beside the checkout; elsewhere it is skipped and says so.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
BENCH = ROOT.parent / "shared" / "bench"
FLOORS = json.loads((ROOT / "tests" / "gold_floors.json").read_text())


@pytest.mark.skipif(not BENCH.exists(), reason="the gold files (../shared/bench) are not here: quality is not checked")
@pytest.mark.parametrize("name", ["dev", "actors", "polnear"])
def test_quality_does_not_fall_below_its_floors(name: str, tmp_path: Path) -> None:
    sys.path.insert(0, str(ROOT / "benchmarks"))
    from quality import measure

    figures = measure(name, BENCH, tmp_path)
    below = {what: (value, FLOORS[what]) for what, value in figures.items() if what in FLOORS and value < FLOORS[what]}
    assert below == {}
