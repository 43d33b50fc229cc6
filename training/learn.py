"""Learns the weights of the scorer from a gold file, and reports by cross-validation what they bring.

    uv run --group train python training/learn.py ../shared/bench/train.json

Writes detente/models/parties.json and worth.json. Only features seen at least MIN_SEEN times are kept; no words of the
gold texts but single lemmas enter the weights.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import numpy
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from detente.coder import MODELS, Tools, code_parsed, load_tools
from detente.events.build import Proposal, Rules, act_of, proposals, refusal
from detente.events.model import Scorer, load_scorer
from detente.events.view import View
from detente.exchange.plover import event_records
from detente.language import quotes
from detente.language.sentences import split
from detente.records import Article, Coding, Sentence
from detente.statements.attribute import attribute

FOLDS = 5
MIN_SEEN = {"parties": 4, "worth": 3}
STRENGTH = {
    "parties": 0.02,
    "worth": 0.05,
}  # C of the regression; parties: best of 0.02-0.4 by cross-validation; worth: chosen, not swept
SMALLEST = 0.01  # weights below are left out

Gold = dict[str, Any]
Example = tuple[tuple[str, ...], str]


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("gold", type=Path)
    ask.add_argument("--dry", action="store_true", help="report only, write no weights")
    args = ask.parse_args()
    sys.path.insert(0, str(args.gold.parent))
    documents = json.loads(args.gold.read_text(encoding="utf-8"))
    tools = load_tools()
    parsed = [
        (document, _article(document), tools.parser.parse(document["text"], split(document["text"])))
        for document in documents
    ]
    bare = _with(tools, None, None)

    examples = [list(_party_examples(document, article, sentences, bare)) for document, article, sentences in parsed]
    for _ in range(2):  # what was told before is known only once there are weights to tell it by
        parties = [fit("parties", _without(examples, k)) for k in range(FOLDS)]
        examples = [
            list(_party_examples(document, article, sentences, _with(tools, parties[n % FOLDS], None)))
            for n, (document, article, sentences) in enumerate(parsed)
        ]
    parties = [fit("parties", _without(examples, k)) for k in range(FOLDS)]
    worths_in = []
    for n, (document, article, sentences) in enumerate(parsed):
        worths_in.append(list(_worth_examples(document, article, sentences, _with(tools, parties[n % FOLDS], None))))
    worths = [fit("worth", _without(worths_in, k)) for k in range(FOLDS)]

    print(f"{sum(map(len, examples))} party examples, {sum(map(len, worths_in))} hits")
    _report("rules alone", args.gold, parsed, [bare] * FOLDS)
    _report("with parties, cross-validated", args.gold, parsed, [_with(tools, p, None) for p in parties])
    _report(
        "with both, cross-validated",
        args.gold,
        parsed,
        [_with(tools, p, w) for p, w in zip(parties, worths, strict=True)],
    )
    if not args.dry:
        _write("parties", fit("parties", _without(examples, None)))
        _write("worth", fit("worth", _without(worths_in, None)))


def _article(document: Gold) -> Article:
    return Article(document["id"], document["text"], "", document["date"], document.get("publication", ""))


def _with(tools: Tools, parties: Scorer | None, worth: Scorer | None) -> Tools:
    return replace(tools, rules=replace(tools.rules, parties=parties, worth=worth))


def _without(examples: Sequence[list[Example]], fold: int | None) -> list[Example]:
    """The examples of all articles but those of a fold."""
    return [one for n, some in enumerate(examples) for one in some if n % FOLDS != fold]


# examples -------------------------------------------------------------------------------------------------------------


def _hits(article: Article, sentences: tuple[Sentence, ...], tools: Tools) -> Iterator[tuple[Sentence, Proposal]]:
    rules: Rules = tools.rules
    statements = attribute(article, sentences, quotes.find(article.text), rules.reporting)
    view = View(article, sentences, statements, tools.resolver, tools.backward)
    for sentence in sentences:
        times = view.open(sentence)
        found = list(proposals(view, sentence, rules, times))
        view.acts += [act_of(proposal) for proposal in found if refusal(proposal, rules) is None]
        yield from ((sentence, proposal) for proposal in found)


def _paired(document: Gold, hits: list[tuple[Sentence, Proposal]]) -> dict[int, Gold]:
    """The gold event of each hit, by its place in the list: the same type and sentence, the nearest trigger first."""
    bounds = {s["n"]: (s["start"], s["end"]) for s in document["sentences"]}
    choices = []
    for g, event in enumerate(document["events"]):
        start, end = bounds[event["s"]]
        at = document["text"].find(event["trigger"], start, end)
        middle = at + len(event["trigger"]) // 2 if at >= 0 else (start + end) // 2
        for h, (sentence, proposal) in enumerate(hits):
            offset = sentence.tokens[proposal.match.anchor].start
            if start <= offset < end and proposal.type == event["type"]:
                choices.append((abs(offset - middle), g, h))
    taken: set[int] = set()
    found: dict[int, Gold] = {}
    for _, g, h in sorted(choices):
        if g not in taken and h not in found:
            taken.add(g)
            found[h] = document["events"][g]
    return found


def _party_examples(
    document: Gold, article: Article, sentences: tuple[Sentence, ...], tools: Tools
) -> Iterator[Example]:
    hits = list(_hits(article, sentences, tools))
    for h, event in _paired(document, hits).items():
        sides = {side: {e["code"] for e in event[side]} for side in ("actor", "recipient")}
        for candidate in hits[h][1].near:
            code = candidate.referent.entity.code
            label = "actor" if code in sides["actor"] else "recipient" if code in sides["recipient"] else "none"
            yield candidate.features, label


def _worth_examples(
    document: Gold, article: Article, sentences: tuple[Sentence, ...], tools: Tools
) -> Iterator[Example]:
    hits = list(_hits(article, sentences, tools))
    right = _paired(document, hits)
    for h, (_, proposal) in enumerate(hits):
        yield proposal.features, "event" if h in right else "none"


# fitting --------------------------------------------------------------------------------------------------------------


def fit(name: str, examples: Sequence[Example]) -> Scorer:
    """A scorer of these examples."""
    seen = Counter(feature for features, _ in examples for feature in set(features))
    known = {feature: k for k, feature in enumerate(sorted(f for f, count in seen.items() if count >= MIN_SEEN[name]))}
    labels = sorted({label for _, label in examples}, key=lambda label: (label != "none", label))
    rows, columns = [], []
    for row, (features, _) in enumerate(examples):
        for feature in set(features) & known.keys():
            rows.append(row)
            columns.append(known[feature])
    matrix = csr_matrix((numpy.ones(len(rows)), (rows, columns)), (len(examples), len(known)))
    wanted = numpy.array([labels.index(label) for _, label in examples])
    model = LogisticRegression(C=STRENGTH[name], max_iter=400).fit(matrix, wanted)
    weights, bias = model.coef_, model.intercept_
    if len(labels) == 2:  # one row for two labels: the first is nought
        weights, bias = numpy.vstack([0 * weights, weights]), numpy.array([0.0, bias[0]])
    weights, bias = weights - weights[0], bias - bias[0]
    kept = {
        feature: tuple(round(float(w), 3) for w in weights[:, k])
        for feature, k in known.items()
        if abs(weights[:, k]).max() >= SMALLEST
    }
    return Scorer(f"model:{name}", tuple(labels), tuple(round(float(b), 3) for b in bias), kept)


def _write(name: str, scorer: Scorer) -> None:
    path = MODELS / f"{name}.json"
    lines = [
        f"  {json.dumps(feature)}: {json.dumps(list(weights))}" for feature, weights in sorted(scorer.weights.items())
    ]
    path.write_text(
        f'{{"labels": {json.dumps(list(scorer.labels))},\n"bias": {json.dumps(list(scorer.bias))},\n"weights": {{\n'
        + ",\n".join(lines)
        + "\n}}\n",
        encoding="utf-8",
    )
    assert load_scorer(path) is not None
    print(f"{path.name}: {len(lines)} features, {path.stat().st_size / 1e6:.1f} MB")


# measuring ------------------------------------------------------------------------------------------------------------


def _report(
    title: str, gold: Path, parsed: Sequence[tuple[Gold, Article, tuple[Sentence, ...]]], tools: Sequence[Tools]
) -> None:
    """Scores codings of the articles, each by the tools of its fold, with the bench's own scorer."""
    import score  # type: ignore[import-not-found]  # the bench's, found beside the gold file

    with tempfile.TemporaryDirectory() as folder:
        events = Path(folder) / "events.jsonl"
        with events.open("w", encoding="utf-8") as file:
            for n, (_, article, sentences) in enumerate(parsed):
                coding: Coding = code_parsed(article, sentences, tools[n % FOLDS])
                for record in event_records(coding, coder="training", coded=date(2000, 1, 1)):
                    file.write(json.dumps(record) + "\n")
        wanted, found, _ = score.load(str(gold), str(events))
    tally, _, attributes, _ = score.evaluate(wanted, found)
    print(title)
    for scope in tally:
        print(
            f"  {scope:14}"
            + "  ".join(
                f"{level} " + "/".join(f"{x:.3f}" for x in score.prf(tally[scope][level])) for level in score.LEVELS
            )
        )
    print(
        "  " + "  ".join(f"{name} {counts[True] / max(1, counts.total()):.3f}" for name, counts in attributes.items()),
        flush=True,
    )


if __name__ == "__main__":
    main()
