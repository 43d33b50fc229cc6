"""``detente lexicon``: work on the data files."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(help="Check the rules and tables, the shipped ones or your own.", no_args_is_help=True)


@app.callback()
def lexicon() -> None:
    """Keeps "check" a command of its own: with one command alone typer would drop its name."""


@app.command("check")
def check(
    folder: Annotated[Path | None, typer.Argument(help="A folder of your own, laid over the shipped lexicons.")] = None,
    warnings: Annotated[bool, typer.Option("--warnings", help="Also list what is odd but may be right.")] = False,
) -> None:
    """Run every rule's yes and no examples and look over every row; exit 1 if anything is wrong."""
    from detente.check import check as run

    checked = run(folder)
    grave = [problem for problem in checked.problems if problem.grave]
    minor = [problem for problem in checked.problems if not problem.grave]
    for problem in grave:
        typer.echo(f"{problem.where}: {problem.what}")
    for problem in minor if warnings else ():
        typer.echo(f"{problem.where}: (look) {problem.what}")
    typer.echo(
        f"{checked.rules} rules, {checked.examples} examples, {checked.rows} rows: "
        f"{len(grave)} wrong, {len(minor)} to look at" + ("" if warnings or not minor else " (--warnings lists them)")
    )
    if grave:
        raise typer.Exit(1)


@app.command("codebook")
def codebook(
    folder: Annotated[Path | None, typer.Argument(help="A folder of your own, laid over the shipped lexicons.")] = None,
) -> None:
    """Print the codebook: every type, mode, rule and context, as Markdown."""
    from detente.codebook import codebook as page
    from detente.lexicons.load import load

    typer.echo(page(load(folder)))
