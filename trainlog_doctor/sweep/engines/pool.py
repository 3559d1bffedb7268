"""A pool of processes. Each loads the work once; a bounded number of batches is under way at any time."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections import deque
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from threading import Thread
from typing import TYPE_CHECKING, TypeAlias

from trainlog_doctor.sweep.engines.base import lost

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from trainlog_doctor.sweep.engines.base import Batch, Engine, Work
    from trainlog_doctor.sweep.row import Row

    Results: TypeAlias = Sequence[Sequence[Row]]
    UnderWay: TypeAlias = deque[tuple[Batch, Future[Results]]]

_AHEAD = 3
"""Batches a process that are under way: enough that none waits, few enough that memory stays flat."""

_work: Work | None = None


def pool(jobs: int) -> Engine:
    """Make an engine of so many processes."""
    return lambda work, batches: _spread(work, iter(batches), jobs)


def _spread(work: Work, batches: Iterator[Batch], jobs: int) -> Iterator[Results]:
    """Go through the batches; when a process dies, find the source that it died of, and go on with new processes."""
    while True:
        executor = _processes(work, jobs)
        under_way: UnderWay = deque()
        try:
            yield from _in_order(executor, batches, under_way, jobs * _AHEAD)
            return
        except BrokenProcessPool:
            unfinished = [(batch, _finished(future)) for batch, future in under_way]
        finally:
            executor.shutdown(wait=False, cancel_futures=True)
        for batch, result in unfinished:
            yield result if result is not None else list(_one_by_one(work, batch))


def _in_order(
    executor: ProcessPoolExecutor, batches: Iterator[Batch], under_way: UnderWay, most: int
) -> Iterator[Results]:
    """Keep up to ``most`` batches under way, and give out the results in their order."""
    for batch in batches:
        # Noted before it is handed over, which a pool that has just broken refuses.
        under_way.append((batch, Future()))
        under_way[-1] = (batch, executor.submit(_run, batch))
        if len(under_way) >= most:
            yield _first(under_way)
    while under_way:
        yield _first(under_way)


def _first(under_way: UnderWay) -> Results:
    result = under_way[0][1].result()
    under_way.popleft()
    return result


def _finished(future: Future[Results]) -> Results | None:
    return future.result() if future.done() and not future.cancelled() and future.exception() is None else None


def _one_by_one(work: Work, batch: Batch) -> Iterator[Sequence[Row]]:
    """Compute a batch that ended a process, each source apart from the others."""
    executor = _processes(work, 1)
    try:
        for source in batch:
            try:
                yield executor.submit(_run, [source]).result()[0]
            except BrokenProcessPool:
                yield lost(source)
                executor = _processes(work, 1)
    finally:
        executor.shutdown(wait=False, cancel_futures=True)


def _processes(work: Work, jobs: int) -> ProcessPoolExecutor:
    # Begun afresh, not forked: the same on every system, and safe whatever threads this process has.
    context = multiprocessing.get_context("spawn")
    return ProcessPoolExecutor(jobs, context, initializer=_begin, initargs=(work,))


def _begin(work: Work) -> None:
    global _work  # noqa: PLW0603 - the one thing that a process of the pool keeps
    _work = work
    # Ctrl-C reaches every process of a terminal; these have nothing to say then.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    Thread(target=_follow, daemon=True).start()


def _follow() -> None:
    """End with the process that began this one, however that ended: nobody would ever ask for its work."""
    parent = multiprocessing.parent_process()
    assert parent is not None  # noqa: S101  (a process of the pool has one)
    parent.join()
    os._exit(1)


def _run(batch: Batch) -> Results:
    assert _work is not None  # noqa: S101  (set when the process began)
    return _work(batch)
