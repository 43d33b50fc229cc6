"""The codebook as a page: every type, mode, rule and context of a lexicon, with glosses and examples."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator

from detente.lexicons.load import Lexicon
from detente.lexicons.rules import EventType, Rule

QUADS = {1: "verbal cooperation", 2: "material cooperation", 3: "verbal conflict", 4: "material conflict"}
SAMPLES = 1  # examples shown of each rule


def codebook(lexicon: Lexicon) -> str:
    """Markdown."""
    types = sorted(lexicon.types.values(), key=lambda kind: (kind.quad, -kind.score, kind.name))
    lines = [
        "# Codebook",
        "",
        "Made from the lexicons by `detente lexicon codebook`; do not edit. Type, quad class, score and modes follow the PLOVER",
        "manual (draft 2.0), with ACCUSE at -3 (its +3 is a slip: the modes average -3) and SANCTION as material conflict.",
        "",
        "| type | quad class | score | what it covers | modes |",
        "|---|---|---|---|---|",
        *(_row(kind) for kind in types),
        "",
    ]
    for kind in types:
        lines += _type(kind)
    lines += ["## Contexts", "", "| context | what it covers |", "|---|---|", *_contexts(lexicon), ""]
    return "\n".join(lines)


def _row(kind: EventType) -> str:
    modes = ", ".join(kind.modes) or "none"
    return f"| [{kind.name}](#{kind.name.lower()}) | {QUADS[kind.quad]} | {kind.score:g} | {kind.gloss} | {modes} |"


def _type(kind: EventType) -> Iterator[str]:
    yield from (
        f"## {kind.name}",
        "",
        f"{kind.gloss} Quad class {kind.quad} ({QUADS[kind.quad]}), score {kind.score:g}.",
        "",
    )
    if kind.excludes:
        yield from (f"Not: {'; '.join(kind.excludes)}.", "")
    if kind.future:
        yield from (f"An act of this type that lies ahead is coded {kind.future}, status planned.", "")
    if kind.modes:
        yield from ("| mode | score | what it is |", "|---|---|---|")
        for mode in kind.modes.values():
            yield f"| {mode.name} | {kind.scale(mode.name):g} | {mode.gloss} |"
        yield ""
    yield from ("| rule | looks for | an example |", "|---|---|---|")
    for rule in kind.rules:
        yield f"| `{rule.id}` | {_looks_for(rule)} | {_sample(rule)} |"
    yield ""


def _looks_for(rule: Rule) -> str:
    words = [" ".join(pattern) for pattern in rule.patterns]
    shown = ", ".join(words[:6]) + (f" and {len(words) - 6} more" if len(words) > 6 else "")
    return f"{rule.anchor} {shown}".replace("|", "\\|")


def _sample(rule: Rule) -> str:
    texts = [*rule.yes, *(case.text for case in rule.cases)]
    return " ".join(texts[:SAMPLES]).replace("|", "\\|")


def _contexts(lexicon: Lexicon) -> Iterator[str]:
    tables = tomllib.loads(lexicon.file("contexts/contexts.toml").read_text(encoding="utf-8"))
    for name, table in tables.items():
        yield f"| {name} | {table['gloss']} |"
