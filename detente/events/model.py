"""The learned scorer: weights of a logistic regression over features that can be read, without any library.

The weights are a file of the lexicon (``models/*.json``), made by ``training/learn.py``; its name and checksum go into each
reason. Without the file the rules stand alone.
"""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Scorer:
    """A multinomial logistic regression. ``weights`` has one number a label, the first label's being nought."""

    name: str
    """Name and version: "model:parties@3f2a91c0"."""
    labels: tuple[str, ...]
    bias: tuple[float, ...]
    weights: Mapping[str, tuple[float, ...]]

    def chances(self, features: Iterable[str]) -> dict[str, float]:
        """The chance of each label; they add up to 1. Features never seen in training count for nothing."""
        scores = list(self.bias)
        for feature in features:
            weights = self.weights.get(feature)
            if weights is not None:
                for k, weight in enumerate(weights):
                    scores[k] += weight
        top = max(scores)
        powers = [math.exp(score - top) for score in scores]
        total = sum(powers)
        return {label: power / total for label, power in zip(self.labels, powers, strict=True)}


def load_scorer(path: Path) -> Scorer | None:
    """The scorer of a file; None where there is none."""
    if not path.exists():
        return None
    raw = path.read_bytes()
    data = json.loads(raw)
    name = f"model:{path.stem}@{hashlib.sha256(raw).hexdigest()[:8]}"
    weights = {feature: tuple(values) for feature, values in data["weights"].items()}
    return Scorer(name, tuple(data["labels"]), tuple(data["bias"]), weights)
