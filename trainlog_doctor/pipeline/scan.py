"""The sweep over sources: each is read and judged by itself, wherever the engine has it done."""

from __future__ import annotations

import os
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from trainlog_doctor.errors import DoctorError
from trainlog_doctor.pipeline import Options, rules_for
from trainlog_doctor.pipeline.collect import collect, format_of
from trainlog_doctor.readers import tree_readers
from trainlog_doctor.readers.recognise import claimed
from trainlog_doctor.sources import Folder, list_files, locate
from trainlog_doctor.sources.stamp import stamp_of
from trainlog_doctor.sweep.earlier import unchanged
from trainlog_doctor.sweep.engines.base import Source
from trainlog_doctor.sweep.parameters import parameters_of
from trainlog_doctor.sweep.parameters.sidecar import is_sidecar
from trainlog_doctor.sweep.row import Row, Stamp, row_of, trouble

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from trainlog_doctor.engine.roles import RoleColumn
    from trainlog_doctor.pipeline.collect import Found
    from trainlog_doctor.settings.rulebook import Rulebook
    from trainlog_doctor.sweep.earlier import Earlier
    from trainlog_doctor.sweep.engines.base import Batch, Engine

_LARGEST_BATCH = 64
_BATCHES = 32
"""How many batches there are at least, so that all processes have their share."""


@dataclass(frozen=True, slots=True)
class Sweeping:
    """What a source's rows are made with; called with a batch of sources. It can be pickled.

    Attributes
    ----------
    input_format, metrics
        As in `Options`.
    earlier
        What an earlier scan found, by path.
    """

    rules: Rulebook
    input_format: str | None = None
    metrics: Mapping[str, RoleColumn] = field(default_factory=dict)

    def __call__(self, batch: Batch) -> list[list[Row]]:
        """Read and judge a batch."""
        return [self.rows(source) for source in batch]

    def rows(self, source: Source) -> list[Row]:
        """Read and judge one source: a row a run, or one with the reason why there is none."""
        if not source.asked and self.input_format is None and format_of(source.path) is None:
            return []
        stamp = _stamp(source.path)
        options = Options(self.input_format, metrics=self.metrics, in_force=self.rules.for_source)
        collected = collect((source.path,), self.input_format)
        rows = []
        for found in collected.found:
            row = collected.attempt(source.path, lambda found=found: self._row(found, options))  # type: ignore[misc]
            rows += [row] if row is not None else []
        rows += [Row(source.path, trouble=trouble(one.error)) for one in collected.errors]
        return [with_parameters(replace(row, stamp=stamp)) for row in rows]

    def _row(self, found: Found, options: Options) -> Row:
        # numpy comes with it, which a usage error must not wait for.
        from trainlog_doctor.judgement.judge import judge_briefly

        pack, metrics = rules_for(found, self.rules.everywhere, options)
        return row_of(found.origin, found.run, judge_briefly(found.run, pack, metrics))


def scan(sources: Sequence[Source], work: Sweeping, engine: Engine, earlier: Earlier) -> Iterator[Sequence[Row]]:
    """Make the rows of every source, source by source in their order.

    Parameters
    ----------
    earlier
        Rows of sources that are not read again if they have not changed.
    """
    kept = {source.path: rows for source in sources if (rows := _kept(source, earlier))}
    results = (rows for one in engine(work, _batches([s for s in sources if s.path not in kept])) for rows in one)
    return (kept[source.path] if source.path in kept else next(results) for source in sources)


def find_sources(arguments: Sequence[str]) -> tuple[list[Source], list[Row]]:
    """Say which sources the arguments name, in their order and each once, and what of them names nothing."""
    found: dict[str, Source] = {}
    faults = []
    for argument in arguments:
        try:
            for source in _sources(argument):
                found.setdefault(source.path, source)
        except DoctorError as error:
            faults.append(Row(argument, trouble=trouble(error)))
    return list(found.values()), faults


def with_parameters(row: Row) -> Row:
    """Note what the run was trained with; runs that were found in a directory have names below it."""
    below = os.path.join(row.path, row.name) if row.name else ""  # noqa: PTH118 - addresses stay as they are
    place = below if below and os.path.isdir(below) else row.path  # noqa: PTH112
    parameters, problem = parameters_of(place)
    return replace(row, parameters=parameters, parameter_trouble=problem)


def _sources(argument: str) -> Iterator[Source]:
    for location in locate(argument):
        if isinstance(location, Folder):
            yield from _below(location.path)
        else:
            yield Source(location.path, location.asked)


def _below(folder: str) -> Iterator[Source]:
    """A directory that a reader knows as a whole is one source, every file of any other is one of its own."""
    root = Path(folder)
    files = list_files(root)
    if claimed([(reader, reader.sniff(root, files)) for reader in tree_readers()]):
        yield Source(folder)
        return
    yield from (Source(str(root / file), asked=False) for file in files if not is_sidecar(file.name))


def _kept(source: Source, earlier: Earlier) -> Sequence[Row]:
    rows = earlier.get(source.path, ())
    # What a run was trained with lies elsewhere, and may have changed without it.
    return [with_parameters(row) for row in rows] if unchanged(rows, _stamp(source.path)) else ()


def _stamp(path: str) -> Stamp | None:
    found = stamp_of(path)
    return Stamp(*found) if found else None


def _batches(sources: Sequence[Source]) -> Iterator[Batch]:
    size = max(1, min(_LARGEST_BATCH, len(sources) // _BATCHES))
    rest = iter(sources)
    while batch := tuple(islice(rest, size)):
        yield batch
