"""AllenNLP's serialization directory: ``metrics_epoch_<n>.json``, a file an epoch."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trainlog_doctor.errors import FormatError
from trainlog_doctor.readers.base import NOT_MINE, Certainty, Sniff
from trainlog_doctor.readers.histories.building import make_runs
from trainlog_doctor.readers.histories.cells import make_table
from trainlog_doctor.readers.histories.epochs import find_counter
from trainlog_doctor.readers.json_history.loading import load_file
from trainlog_doctor.readers.json_history.rows import columns_of_rows
from trainlog_doctor.readers.trees import folder_of
from trainlog_doctor.record import dataclass
from trainlog_doctor.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import PurePath, PurePosixPath

    from trainlog_doctor.model import Run
    from trainlog_doctor.readers.trees import File, Tree

_FILE = regex(r"metrics_epoch_(\d{1,9})\.json")
_SUMMARY = ("best_", "training_start_epoch", "training_epochs")


@dataclass(frozen=True, slots=True)
class AllenNlpTreeReader:
    """Reads directories that hold one file of metrics an epoch."""

    name: str = "allennlp"

    def sniff(self, root: Tree, files: Sequence[PurePath]) -> Sniff:
        """Ours if a file is named as AllenNLP names the metrics of an epoch."""
        found = next((file for file in files if _FILE.fullmatch(file.name)), None)
        return Sniff(Certainty.SURE, found.as_posix()) if found else NOT_MINE

    def places(self, root: Tree, files: Sequence[PurePath]) -> Iterable[PurePosixPath]:
        """Name the folders that hold files of metrics."""
        return (folder_of(file) for file in files if _FILE.fullmatch(file.name))

    def read(self, root: Tree, files: Sequence[PurePath]) -> Sequence[Run]:
        """Read one run a directory; the best values so far, which each file repeats, are left out.

        Raises
        ------
        FormatError
            No file could be read.
        """
        directories: dict[PurePath, list[tuple[int, PurePath]]] = {}
        for file in files:
            if matched := _FILE.fullmatch(file.name):
                directories.setdefault(file.parent, []).append((int(matched[1]), file))
        runs: list[Run] = []
        for directory, numbered in sorted(directories.items()):
            rows = [row for _, file in sorted(numbered) if (row := _row(root / file))]
            table = make_table(columns_of_rows(rows))
            counted = find_counter(table)
            name = directory.as_posix() if directory.parts else None
            if counted:
                runs += make_runs(self.name, table.without(counted[0]), counted[1], name)
        if not runs:
            raise FormatError("history_errors.no_metrics")
        return runs


def _row(file: File) -> Mapping[str, object]:
    document = load_file(file)
    row = document.mapping if document else {}
    return {key: value for key, value in row.items() if not str(key).startswith(_SUMMARY)}
