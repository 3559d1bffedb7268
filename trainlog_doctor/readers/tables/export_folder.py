"""A directory of curves that were downloaded from TensorBoard as CSV: their names tell where each was logged."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trainlog_doctor.errors import FormatError
from trainlog_doctor.readers.base import NOT_MINE, Certainty, Sniff
from trainlog_doctor.readers.histories.directories import Writer, gather, is_phase
from trainlog_doctor.readers.histories.stepwise import runs_of
from trainlog_doctor.readers.tables.dialect import Dialect, find_dialect
from trainlog_doctor.readers.tables.sheets import Sheets
from trainlog_doctor.readers.tables.tensorboard_export import COLUMNS, NAME, is_export, to_series
from trainlog_doctor.readers.trees import folder_of
from trainlog_doctor.record import dataclass
from trainlog_doctor.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import PurePath, PurePosixPath

    from trainlog_doctor.model import Run
    from trainlog_doctor.readers.histories.series import Series
    from trainlog_doctor.readers.histories.table import Table
    from trainlog_doctor.readers.trees import File, Tree

_FILE_NAME = regex(r"(?:run-)?(?P<run>.*?)-?tag-(?P<tag>.+)")
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
_FIRST_BYTES = 200
_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class ExportTreeReader:
    """Reads a directory of downloaded curves, joined as the directories of event files that they were logged into."""

    name: str = NAME

    def sniff(self, root: Tree, files: Sequence[PurePath]) -> Sniff:
        """Ours if there is a CSV with exactly TensorBoard's three columns."""
        found = next((file for file in _tables(files)[:16] if _begins_curve(root / file)), None)
        return Sniff(Certainty.SURE, found.as_posix()) if found else NOT_MINE

    def places(self, root: Tree, files: Sequence[PurePath]) -> Iterable[PurePosixPath]:
        """Name the folders of curves."""
        return (folder_of(file) for file in _tables(files) if _begins_curve(root / file))

    def read(self, root: Tree, files: Sequence[PurePath]) -> Sequence[Run]:
        """Read every run: the curves whose names begin alike, with ``train`` and ``validation`` joined.

        Raises
        ------
        FormatError
            No curve could be read.
        """
        found: dict[PurePosixPath, dict[str, Series]] = {}
        for file in _tables(files):
            table = _read_table(root / file)
            place, tag = _place_of(file)
            series = to_series(table, tag) if table else None
            if series is not None:
                found.setdefault(place, {})[tag] = series
        homes = gather({place: [series] for place, series in found.items()}, root.name)
        runs = [run for home, writers in homes.items() for run in _runs_in(home, writers)]
        if not runs:
            raise FormatError("history_errors.no_scalars", files=len(files), records=0)
        return runs


def _place_of(file: PurePath) -> tuple[PurePosixPath, str]:
    """Tell the directory that a curve was logged into, and its tag; ``exp/train`` became ``exp_train`` in the name."""
    parsed = _FILE_NAME.fullmatch(file.stem)
    if parsed is None:
        return folder_of(file), file.stem
    run, _, phase = parsed["run"].rpartition("_")
    return folder_of(file).joinpath(*((run, phase) if is_phase(phase) else (parsed["run"],))), parsed["tag"]


def _runs_in(home: PurePosixPath, writers: Sequence[Writer]) -> list[Run]:
    epoch_names: frozenset[str] = frozenset().union(*(writer.epoch_names for writer in writers))
    name = str(home) if home.parts else None
    return runs_of(NAME, [writer.series for writer in writers], name, epoch_names=epoch_names)


def _tables(files: Sequence[PurePath]) -> list[PurePath]:
    return [file for file in files if file.suffix.lower() == ".csv"]


def _begins_curve(file: File) -> bool:
    try:
        with file.open("rb") as stream:
            first = stream.read(_FIRST_BYTES).split(b"\n")[0].strip()
    except OSError:
        return False
    return first.removeprefix(_BYTE_ORDER_MARK).decode("utf-8", "replace").split(",") == COLUMNS


def _read_table(file: File) -> Table | None:
    sheets: Sheets | None = None
    try:
        with file.open("rb") as stream:
            while chunk := stream.read(_CHUNK):
                if sheets is None:
                    chunk = chunk.removeprefix(_BYTE_ORDER_MARK)
                    sheets = Sheets(_dialect(chunk))
                sheets.feed(chunk)
    except OSError:
        return None
    tables = sheets.close()[0] if sheets else []
    return tables[0] if tables and is_export(tables[0]) else None


def _dialect(chunk: bytes) -> Dialect:
    found = find_dialect(chunk[:_FIRST_BYTES].decode("utf-8", "replace"))
    return found[0] if found else Dialect(",", decimal_comma=False, skipped=0)


EXPORT_TREE = ExportTreeReader()
