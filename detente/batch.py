"""Many articles to codings, on one or several processes, with an account of every one of them."""

from __future__ import annotations

import os
from collections import Counter, deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from detente.errors import DetenteError
from detente.records import Article, Coding

if TYPE_CHECKING:
    from detente.coder import Tools

CHUNK = 16  # articles handed to a worker at a time; chosen, not measured
AHEAD = 3  # chunks in flight per worker; more only costs memory
LANGUAGE = "en"


@dataclass(frozen=True, slots=True)
class Skipped:
    """An article that was not coded because it cannot be: ``why`` in a few words, for counting."""

    article_id: str
    why: str
    detail: str


@dataclass(frozen=True, slots=True)
class Failed:
    """An article, or a line that gave none, at which something went wrong; the rest goes on."""

    article_id: str
    why: str
    detail: str


Outcome = Coding | Skipped | Failed


@dataclass(slots=True)
class Report:
    """What became of the articles of a run. The counts add up: read = coded + skipped + failed."""

    read: int = 0
    coded: int = 0
    empty: int = 0
    """Coded articles without an event."""
    events: Counter[str] = field(default_factory=Counter)
    """By type."""
    statements: int = 0
    refused: Counter[str] = field(default_factory=Counter)
    """What looked like an event and was none, by why."""
    skipped: Counter[str] = field(default_factory=Counter)
    failed: Counter[str] = field(default_factory=Counter)
    details: list[Skipped | Failed] = field(default_factory=list)

    def add(self, outcome: Outcome) -> None:
        """Counts one article."""
        self.read += 1
        if isinstance(outcome, Coding):
            self.coded += 1
            self.empty += not outcome.events
            self.events.update(event.type for event in outcome.events)
            self.statements += len(outcome.statements)
            self.refused.update(skip.step for skip in outcome.skips)
            return
        (self.skipped if isinstance(outcome, Skipped) else self.failed)[outcome.why] += 1
        self.details.append(outcome)


@dataclass(frozen=True, slots=True)
class Setup:
    """What a worker needs to load its tools."""

    lexicons: Path | None = None
    model: str | None = None
    any_language: bool = False


def code_all(
    articles: Iterable[Article | DetenteError], setup: Setup, *, workers: int = 1, tools: Tools | None = None
) -> Iterator[Outcome]:
    """One outcome an article, in the order given, whatever the number of workers.

    Errors among the articles (a broken line) come back as Failed in their place. A worker that dies takes nothing with
    it: its articles are coded again one at a time, and the one it dies of is Failed.
    """
    if workers <= 1:
        from detente.coder import load_tools

        loaded = tools or load_tools(setup.lexicons, model=setup.model)
        yield from (_outcome(article, setup, loaded) for article in articles)
        return
    # Each worker is a process of its own; the numeric libraries' threads would only fight over the cores.
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    yield from _on_processes(iter(articles), setup, workers)


def _on_processes(articles: Iterator[Article | DetenteError], setup: Setup, workers: int) -> Iterator[Outcome]:
    pool = _pool(setup, workers)
    waiting: deque[tuple[list[Article | DetenteError], Future[list[Outcome]]]] = deque()
    try:
        while True:
            while len(waiting) < workers * AHEAD and (chunk := list(islice(articles, CHUNK))):
                waiting.append((chunk, pool.submit(_code_chunk, chunk)))
            if not waiting:
                return
            chunk, future = waiting.popleft()
            try:
                outcomes = future.result()
            except BrokenProcessPool:
                pool.shutdown(wait=False, cancel_futures=True)
                outcomes = _one_at_a_time(chunk, setup)
                pool = _pool(setup, workers)
                waiting = deque((later, pool.submit(_code_chunk, later)) for later, _ in waiting)
            yield from outcomes
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _one_at_a_time(chunk: list[Article | DetenteError], setup: Setup) -> list[Outcome]:
    """The outcomes of a chunk at which a worker died, each article in a process of its own."""
    outcomes: list[Outcome] = []
    for article in chunk:
        with _pool(setup, 1) as pool:
            try:
                outcomes += pool.submit(_code_chunk, [article]).result()
            except BrokenProcessPool:
                name = article.id if isinstance(article, Article) else ""
                outcomes.append(Failed(name, "worker died", "the process ended while it coded this article"))
    return outcomes


def _pool(setup: Setup, workers: int) -> ProcessPoolExecutor:
    import multiprocessing

    # Spawned, not forked: a fork of a process with threads can hang, and this is the same on every system.
    context = multiprocessing.get_context("spawn")
    return ProcessPoolExecutor(workers, mp_context=context, initializer=_start_worker, initargs=(setup,))


_worker: tuple[Setup, Tools] | None = None


def _start_worker(setup: Setup) -> None:
    """Loads the tools once in a worker's process."""
    global _worker  # noqa: PLW0603  one per process, set once at its start; a pool hands over no other state
    from detente.coder import load_tools

    _worker = setup, load_tools(setup.lexicons, model=setup.model)


def _code_chunk(chunk: list[Article | DetenteError]) -> list[Outcome]:
    assert _worker is not None
    setup, tools = _worker
    return [_outcome(article, setup, tools) for article in chunk]


def _outcome(article: Article | DetenteError, setup: Setup, tools: Tools) -> Outcome:
    """The coding of one article, or why there is none. The one place where an article's failure is caught."""
    if isinstance(article, DetenteError):
        return Failed(article.where, "not readable", str(article))
    if article.language and article.language != LANGUAGE and not setup.any_language:
        return Skipped(
            article.id, f"language {article.language}", "detente reads English; --any-language codes it all the same"
        )
    from detente.coder import code

    try:
        return code(article, tools)
    except Exception as err:  # whatever a text can do to the coder: it is counted and the rest goes on
        return Failed(article.id, type(err).__name__, f"{type(err).__name__}: {err}")
