"""Rounds are read one after another, or several at a time in processes of their own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from functools import partial
from importlib import import_module
from multiprocessing import get_context

from bench.truth.outcomes import Outcome, outcome_of
from bench.truth.reading import Reading
from bench.truth.rounds import Round


def reader_named(name: str) -> Reading:
    """The reading function `module:function`."""
    module, _, function = name.partition(":")
    found: Reading = getattr(import_module(module), function)
    return found


def outcomes_of(missing: Sequence[Round], reader: str, workers: int) -> Iterator[Outcome]:
    """The outcomes of these rounds, as they come."""
    if workers <= 1:
        yield from (_read(reader, one) for one in missing)
        return
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        tasks = [pool.submit(partial(_read, reader), one) for one in missing]
        yield from (task.result() for task in as_completed(tasks))


def _read(reader: str, one: Round) -> Outcome:
    return outcome_of(one, reader_named(reader))
