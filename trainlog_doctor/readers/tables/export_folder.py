"""Directories of curves, one a file: downloaded from TensorBoard, or as DVCLive keeps them."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from trainlog_doctor.errors import FormatError
from trainlog_doctor.readers.base import NOT_MINE, Certainty, Sniff
from trainlog_doctor.readers.histories.directories import gather, is_phase
from trainlog_doctor.readers.histories.stepwise import runs_of
from trainlog_doctor.readers.tables import curves
from trainlog_doctor.readers.tables.dialect import Dialect
from trainlog_doctor.readers.tables.sheets import Sheets
from trainlog_doctor.readers.trees import folder_of
from trainlog_doctor.record import dataclass
from trainlog_doctor.regex import regex

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import PurePath

    from trainlog_doctor.model import Run
    from trainlog_doctor.readers.histories.series import Series
    from trainlog_doctor.readers.histories.table import Table
    from trainlog_doctor.readers.trees import File, Tree

_FILE_NAME = regex(r"(?:run-)?(?P<run>.*?)-?tag-(?P<tag>.+)")
_DVCLIVE_METRIC = regex(r"(?:(?P<run>.*)/)?(?:plots/metrics|scalars)/(?P<tag>.+)")
"""A metric's name, which may hold slashes, is all of the path below these folders; ``scalars`` is that of version 0."""
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
_FIRST_BYTES = 200
_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class CurveTreeReader:
    """Reads a directory of curves, joined as the directories of event files that they were logged into.

    Attributes
    ----------
    name
        Name of the reader, and the ``format`` of its runs.
    ending, separator
        How the names of the files end, and what stands between their cells.
    is_header
        Whether a file begins a curve, by its first cells and its name without the ending.
    place_of
        Tells the directory that a file's curve was logged into, and its tag.
    """

    name: str
    ending: str
    separator: str
    is_header: Callable[[list[str], str], bool]
    place_of: Callable[[PurePath], tuple[PurePosixPath, str]]

    def sniff(self, root: Tree, files: Sequence[PurePath]) -> Sniff:
        """Ours if one of the first tables has a curve's header."""
        found = next((file for file in self._tables(files)[:16] if self._begins_curve(root, file)), None)
        return Sniff(Certainty.SURE, found.as_posix()) if found else NOT_MINE

    def places(self, root: Tree, files: Sequence[PurePath]) -> Iterable[PurePosixPath]:
        """Name the folders of curves."""
        return (folder_of(file) for file in self._tables(files) if self._begins_curve(root, file))

    def read(self, root: Tree, files: Sequence[PurePath]) -> Sequence[Run]:
        """Read every run: the curves that were logged into one directory, with ``train`` and ``validation`` joined.

        Raises
        ------
        FormatError
            No curve could be read.
        """
        found: dict[PurePosixPath, dict[str, Series]] = {}
        for file in self._tables(files):
            table = self._read_table(root / file) if self._begins_curve(root, file) else None
            place, tag = self.place_of(file)
            series = curves.to_series(table, tag) if table else None
            if series is not None:
                found.setdefault(place, {})[tag] = series
        homes = gather({place: [series] for place, series in found.items()}, root.name)
        runs: list[Run] = []
        for home, writers in homes.items():
            sessions = [writer.series for writer in writers]
            epoch_names: frozenset[str] = frozenset().union(*(writer.epoch_names for writer in writers))
            runs += runs_of(self.name, sessions, str(home) if home.parts else None, epoch_names=epoch_names)
        if not runs:
            raise FormatError("history_errors.no_scalars", files=len(files), records=0)
        return runs

    def _tables(self, files: Sequence[PurePath]) -> list[PurePath]:
        return [file for file in files if file.suffix.lower() == self.ending]

    def _begins_curve(self, root: Tree, file: PurePath) -> bool:
        try:
            with (root / file).open("rb") as stream:
                first = stream.read(_FIRST_BYTES).split(b"\n")[0].strip()
        except OSError:
            return False
        header = first.removeprefix(_BYTE_ORDER_MARK).decode("utf-8", "replace")
        return self.is_header(header.split(self.separator), file.stem)

    def _read_table(self, file: File) -> Table | None:
        sheets = Sheets(Dialect(self.separator))
        try:
            with file.open("rb") as stream:
                sheets.feed(stream.read(_CHUNK).removeprefix(_BYTE_ORDER_MARK))
                while chunk := stream.read(_CHUNK):
                    sheets.feed(chunk)
        except OSError:
            return None
        return next(iter(sheets.close()[0]), None)


def _place_of_export(file: PurePath) -> tuple[PurePosixPath, str]:
    """Tell the directory that a curve was logged into, and its tag; ``exp/train`` became ``exp_train`` in the name."""
    parsed = _FILE_NAME.fullmatch(file.stem)
    if parsed is None:
        return folder_of(file), file.stem
    run, _, phase = parsed["run"].rpartition("_")
    return folder_of(file).joinpath(*((run, phase) if is_phase(phase) else (parsed["run"],))), parsed["tag"]


def _place_of_dvclive(file: PurePath) -> tuple[PurePosixPath, str]:
    """Tell the run's folder, and the metric's name: ``train/loss``."""
    path = PurePosixPath(file.as_posix()).with_suffix("")
    parsed = _DVCLIVE_METRIC.fullmatch(str(path))
    return (PurePosixPath(parsed["run"] or "."), parsed["tag"]) if parsed else (path.parent, path.name)


CURVE_TREES: tuple[CurveTreeReader, ...] = (
    CurveTreeReader(curves.EXPORT, ".csv", ",", curves.is_export, _place_of_export),
    CurveTreeReader(curves.DVCLIVE, ".tsv", "\t", curves.is_dvclive, _place_of_dvclive),
)
