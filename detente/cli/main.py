"""The command line: parses arguments, prints results, sets the exit code. 0 done, 1 a problem, 2 wrong usage."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from detente.cli import code, explain, lexicon, read, who
from detente.errors import ConfigError, DetenteError

app = typer.Typer(
    help="Reads news reports on international affairs: who did what to whom, when, how surely and on whose word.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
)
app.command("read")(read.read)
app.command("code")(code.code)
app.command("explain")(explain.explain)
app.command("who")(who.who)
app.add_typer(lexicon.app, name="lexicon")

PROBLEM, USAGE = 1, 2


@app.callback(invoke_without_command=True)
def options(
    version: Annotated[bool, typer.Option("--version", help="Print the version and stop.")] = False,
) -> None:
    if version:
        from importlib.metadata import version as version_of

        typer.echo(f"detente {version_of('detente')}")
        raise typer.Exit


def main() -> None:
    """Runs the program. Messages go to standard error; the traceback only with --debug."""
    debug = "--debug" in sys.argv
    if debug:
        sys.argv.remove("--debug")
    try:
        app()
    except DetenteError as err:
        if debug:
            raise
        typer.echo(f"detente: {err}", err=True)
        sys.exit(USAGE if isinstance(err, ConfigError) else PROBLEM)
    except BrokenPipeError:
        # The reader of our output (head, less) has had enough.
        sys.stderr.close()
        sys.exit(PROBLEM)
    except KeyboardInterrupt:
        typer.echo("detente: stopped.", err=True)
        sys.exit(130)
