"""The sweep over sources: each is read and judged by itself, wherever the engine has it done."""

from __future__ import annotations

from collections import deque
from functools import partial
from itertools import groupby, islice
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from trainlog_doctor.pipeline.collect import collect
from trainlog_doctor.pipeline.collected import Collected
from trainlog_doctor.pipeline.options import Options, rules_for
from trainlog_doctor.pipeline.stream import Terms, read_found
from trainlog_doctor.pipeline.trained_with import with_parameters
from trainlog_doctor.readers import tree_readers
from trainlog_doctor.readers.folders import Part, read_part
from trainlog_doctor.record import dataclass, field, replace
from trainlog_doctor.sources.stamp import stamp_of, stamp_of_files
from trainlog_doctor.sources.tree import tree
from trainlog_doctor.sweep.earlier import unchanged
from trainlog_doctor.sweep.joining import joined
from trainlog_doctor.sweep.row import Row, Stamp, row_of, trouble

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from trainlog_doctor.engine.roles import RoleColumn
    from trainlog_doctor.model import Run
    from trainlog_doctor.pipeline.collected import Found
    from trainlog_doctor.settings.rulebook import Rulebook
    from trainlog_doctor.sweep.earlier import Earlier
    from trainlog_doctor.sweep.engines.base import Batch, Engine, Share, Source

_LARGEST_BATCH = 64
_BATCHES = 32
"""How many batches there are at least, so that all processes have their share."""


@dataclass(frozen=True, slots=True)
class Sweeping:
    """What a source's rows are made with; called with a batch of sources. It can be pickled.

    Attributes
    ----------
    input_format, metrics, most
        As in `Options`.
    """

    rules: Rulebook
    input_format: str | None = None
    metrics: Mapping[str, RoleColumn] = field(default_factory=dict)
    most: int | None = None

    def __call__(self, batch: Batch) -> list[list[Row]]:
        """Read and judge a batch."""
        return [self.rows(source) for source in batch]

    def rows(self, source: Source) -> list[Row]:
        """Read and judge one source: a row a run, or one with the reason why there is none."""
        stamp = _stamp(source)
        options = Options(self.input_format, metrics=self.metrics, in_force=self.rules.for_source)
        collected = self._collected(source)
        made = [collected.attempt(source.path, partial(self._row, one, options)) for one in collected.found]
        rows = [row for row in made if row is not None]
        rows += [Row(source.path, trouble=trouble(one.error)) for one in collected.errors]
        return [with_parameters(replace(row, stamp=stamp), source) for row in rows]

    def _collected(self, source: Source) -> Collected:
        path, share, terms = source.path, source.share, Terms(self.input_format, most=self.most)
        if share is None and (source.asked or self.input_format is not None):
            return collect((path,), terms)
        collected = Collected()
        collected.take(path, lambda: _read_share(path, share) if share else read_found(path, terms))
        return collected

    def _row(self, found: Found, options: Options) -> Row:
        # numpy comes with it, which a usage error must not wait for.
        from trainlog_doctor.judgement.judge import judge_briefly, silence_of
        from trainlog_doctor.judgement.starved import without_starved

        pack, metrics = rules_for(found, self.rules.everywhere, options)
        run = without_starved(found.run)
        judgement = judge_briefly(run, pack, metrics)
        return row_of(found.origin, run, judgement, silence_of(run, judgement))


def _read_share(folder: str, share: Share) -> Sequence[Run]:
    reader = next(reader for reader in tree_readers() if reader.name == share.reader)
    return read_part(tree(folder), Part(reader, [PurePosixPath(file) for file in share.files]))


def scan(sources: Sequence[Source], work: Sweeping, engine: Engine, earlier: Earlier) -> Iterator[Sequence[Row]]:
    """Make the rows of every source, source by source in their order.

    Parameters
    ----------
    earlier
        Rows of sources that are not read again if they have not changed.
    """
    found = zip(sources, _in_order(sources, work, engine, earlier), strict=True)
    # The shares of a directory stand for it; of any other source nothing is joined.
    for folder, one in groupby(found, key=lambda read: read[0].path if read[0].share else None):
        rows = (made for _, made in one)
        yield from rows if folder is None else joined(rows)


def _in_order(sources: Sequence[Source], work: Sweeping, engine: Engine, earlier: Earlier) -> Iterator[Sequence[Row]]:
    """Put the rows that are read between those that are kept."""
    noted: deque[Sequence[Row]] = deque()

    def wanted() -> Iterator[Source]:
        for source in sources:
            noted.append(_kept(source, earlier))
            if not noted[-1]:
                yield source

    for batch in engine(work, _batches(wanted(), len(sources))):
        for rows in batch:
            while noted[0]:
                yield noted.popleft()
            noted.popleft()
            yield rows
    yield from noted


def _kept(source: Source, earlier: Earlier) -> Sequence[Row]:
    rows = earlier.get(source.path, ())
    # What a run was trained with lies elsewhere, and may have changed without it.
    return [with_parameters(row, source) for row in unchanged(rows, _stamp(source))] if rows else ()


def _stamp(source: Source) -> Stamp | None:
    found = stamp_of(source.path) if source.share is None else stamp_of_files(source.path, source.share.files)
    return Stamp(*found) if found else None


def _batches(sources: Iterator[Source], count: int) -> Iterator[Batch]:
    size = max(1, min(_LARGEST_BATCH, count // _BATCHES))
    while batch := tuple(islice(sources, size)):
        yield batch
