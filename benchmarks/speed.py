"""How fast `detente code` is, beside spaCy's own full pipeline on the same text in the same run.

uv run python benchmarks/speed.py ../shared/corpora/newswire.jsonl.gz [--articles 300] [--runs 3]

Both on one process, the model loaded before the clock starts; medians of several runs taken in turn. Prints articles/s,
words/s, the ratio of the two, and the peak memory of the process.
"""

from __future__ import annotations

import argparse
import gzip
import json
import resource
import statistics
import time
from pathlib import Path

import spacy

from detente.coder import code, load_tools
from detente.language.parse import MODELS
from detente.readers.article import article_of


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("articles", type=Path)
    ask.add_argument("--articles", dest="count", type=int, default=300)
    ask.add_argument("--runs", type=int, default=3)
    args = ask.parse_args()
    with gzip.open(args.articles, "rt", encoding="utf-8") as lines:
        records = [json.loads(line) for _, line in zip(range(args.count), lines, strict=False)]
    articles = [article_of(record["text"], date=record.get("date"), language="en") for record in records]
    words = sum(len(article.text.split()) for article in articles)
    tools = load_tools()
    nlp = spacy.load(next(model for model in MODELS if spacy.util.is_package(model)))
    ours, theirs = [], []
    for _ in range(args.runs):
        ours.append(_seconds(lambda: [code(article, tools) for article in articles]))
        theirs.append(_seconds(lambda: list(nlp.pipe(article.text for article in articles))))
    mine, spacys = statistics.median(ours), statistics.median(theirs)
    print(f"{len(articles)} articles, {words} words, median of {args.runs} runs")
    print(f"detente code   {len(articles) / mine:7.1f} articles/s {words / mine:9.0f} words/s")
    print(f"spaCy alone    {len(articles) / spacys:7.1f} articles/s {words / spacys:9.0f} words/s")
    print(f"ratio (detente's speed to spaCy's) {spacys / mine:.2f}")
    print(
        f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB (with spaCy's second model loaded)"
    )


def _seconds(work: object) -> float:
    start = time.perf_counter()
    work()  # type: ignore[operator]  # a function of no arguments
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
