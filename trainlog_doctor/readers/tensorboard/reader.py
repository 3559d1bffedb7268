"""The readers of TensorBoard: one event file, or a directory of them."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from trainlog_doctor.model import Notice, Run
from trainlog_doctor.readers.base import NOT_MINE, Certainty, Head, Sniff
from trainlog_doctor.readers.tensorboard.event_file import (
    EventFile,
    EventParser,
    damage_notices,
    is_event_file,
    read_file,
)
from trainlog_doctor.readers.tensorboard.records import HEADER_BYTES
from trainlog_doctor.readers.tensorboard.runs import NAME, results_only, runs_of_tree, shares
from trainlog_doctor.readers.trees import first_bytes, folder_of
from trainlog_doctor.record import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import PurePath

    from trainlog_doctor.readers.tensorboard.alike import Pattern
    from trainlog_doctor.readers.trees import Tree

_MOST_OPENED = 16


@dataclass(frozen=True, slots=True)
class EventFileReader:
    """Reads one event file."""

    name: str = NAME

    def sniff(self, head: Head) -> Sniff:
        """Ours if the first twelve bytes are the length of a record and its checksum."""
        return Sniff(Certainty.SURE, "tfevents") if is_event_file(head.data) else NOT_MINE

    def parser(self, sniff: Sniff) -> EventFileParser:
        """Make a parser."""
        return EventFileParser()


class EventFileParser:
    """Parser of one event file."""

    def __init__(self) -> None:
        self._events = EventParser()
        self.feed = self._events.feed

    def close(self) -> Sequence[Run]:
        """Every run of the file.

        Raises
        ------
        FormatError
            The file holds no scalar.
        """
        file = self._events.close()
        return runs_of_tree({PurePosixPath(): [file]}, "", damage_notices(file.damage, ""))


@dataclass(frozen=True, slots=True)
class EventTreeReader:
    """Reads every event file below a directory."""

    name: str = NAME

    def sniff(self, root: Tree, files: Sequence[PurePath]) -> Sniff:
        """Ours if a file with ``tfevents`` in its name begins as an event file."""
        events = _event_files(files)
        for file in events[:_MOST_OPENED]:
            if is_event_file(first_bytes(root / file, HEADER_BYTES)):
                return Sniff(Certainty.SURE, str(file))
        return Sniff(Certainty.WEAK, str(events[0])) if events else NOT_MINE

    def places(self, root: Tree, files: Sequence[PurePath]) -> Iterable[PurePosixPath]:
        """Name the folders of event files."""
        return (folder_of(file) for file in _event_files(files))

    def read(self, root: Tree, files: Sequence[PurePath]) -> Sequence[Run]:
        """Read every run: one a directory, with ``train`` and ``validation`` joined, and one a training in it.

        Raises
        ------
        FormatError
            No file holds a scalar.
        """
        directories: dict[PurePosixPath, dict[PurePath, EventFile]] = {}
        notices: list[Notice] = []
        known: dict[int, Pattern] = {}
        for file in _event_files(files):
            try:
                events = read_file(root / file, known)
            except OSError as error:
                data = {"file": file.as_posix(), "reason": error.strerror or ""}
                notices.append(Notice("histories.file_unreadable", data=data))
                continue
            notices += damage_notices(events.damage, file.as_posix())
            directories.setdefault(folder_of(file), {})[file] = events
        results = [one for one, below in directories.items() if one.parent in directories and results_only(root, below)]
        notices += [Notice("histories.tb_results", data={"directory": one.as_posix()}) for one in results]
        kept = {one: list(below.values()) for one, below in directories.items() if one not in results}
        return runs_of_tree(kept, root.name, notices)

    def shares(self, root: Tree, files: Sequence[PurePath]) -> Sequence[Sequence[PurePath]]:
        """Divide the event files by run."""
        return shares(root, _event_files(files))


def _event_files(files: Sequence[PurePath]) -> list[PurePath]:
    return [file for file in files if "tfevents" in file.name]


TENSORBOARD_READERS = (EventFileReader(),)
TENSORBOARD_TREES = (EventTreeReader(),)
