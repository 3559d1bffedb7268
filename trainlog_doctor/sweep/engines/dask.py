"""A Dask cluster that is there already: it is handed the same function, and keeps what its workers lose."""

from __future__ import annotations

import importlib
from collections import deque
from typing import TYPE_CHECKING, Any

from trainlog_doctor.errors import UsageError
from trainlog_doctor.sweep.engines.base import lost

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from trainlog_doctor.sweep.engines.base import Batch, Engine, Work
    from trainlog_doctor.sweep.row import Row

_AHEAD = 3
"""Batches a thread of the cluster that are under way."""
_FEWEST_AHEAD = 8
_SECONDS_TO_CONNECT = 10


def cluster(address: str) -> Engine:
    """Make an engine of the cluster behind a scheduler.

    Raises
    ------
    UsageError
        ``scan.no_dask`` or ``scan.no_cluster``.
    """
    try:
        distributed = importlib.import_module("distributed")
    except ImportError:
        raise UsageError("scan.no_dask") from None
    try:
        client = distributed.Client(address, timeout=_SECONDS_TO_CONNECT, set_as_default=False)
    except (OSError, ValueError, TimeoutError) as error:
        raise UsageError("scan.no_cluster", address=address, problem=str(error)[:200]) from error
    return lambda work, batches: _spread(client, distributed.KilledWorker, work, batches)


def _spread(
    client: Any,  # noqa: ANN401 - Dask has no types
    killed: type[Exception],
    work: Work,
    batches: Iterable[Batch],
) -> Iterator[Sequence[Sequence[Row]]]:
    with client:
        # A task, not data: a worker that dies with it takes nothing away that cannot be made again.
        shared = client.submit(_itself, work, pure=False)
        under_way: deque[tuple[Batch, Any]] = deque()
        for batch in batches:
            under_way.append((batch, client.submit(_run, shared, batch, pure=False)))
            if len(under_way) >= max(_FEWEST_AHEAD, _AHEAD * sum(client.nthreads().values())):
                yield _first(client, killed, shared, under_way)
        while under_way:
            yield _first(client, killed, shared, under_way)


def _first(
    client: Any,  # noqa: ANN401
    killed: type[Exception],
    shared: Any,  # noqa: ANN401
    under_way: deque[tuple[Batch, Any]],
) -> Sequence[Sequence[Row]]:
    """Wait for the oldest batch; one that no worker survives is computed source by source."""
    batch, future = under_way.popleft()
    try:
        result: Sequence[Sequence[Row]] = future.result()
    except killed:
        if len(batch) == 1:
            return [lost(batch[0])]
        alone: deque[tuple[Batch, Any]] = deque(
            ([source], client.submit(_run, shared, [source], pure=False)) for source in batch
        )
        return [_first(client, killed, shared, alone)[0] for _ in batch]
    return result


def _itself(work: Work) -> Work:
    return work


def _run(work: Work, batch: Batch) -> Sequence[Sequence[Row]]:
    return work(batch)
