"""The readers of TensorBoard: one event file, or a directory of them."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from trainlog_doctor.errors import FormatError
from trainlog_doctor.model import Notice, Run
from trainlog_doctor.readers.base import NOT_MINE, Certainty, Head, Sniff
from trainlog_doctor.readers.histories.directories import Writer, gather
from trainlog_doctor.readers.histories.notices import about_columns
from trainlog_doctor.readers.histories.stepwise import make_run
from trainlog_doctor.readers.histories.trainings import split_trainings
from trainlog_doctor.readers.tensorboard.division import results_only, shares
from trainlog_doctor.readers.tensorboard.event_file import (
    EventFile,
    EventParser,
    damage_notices,
    is_event_file,
    read_file,
)
from trainlog_doctor.readers.tensorboard.per_batch import without_batches
from trainlog_doctor.readers.trees import folder_of
from trainlog_doctor.record import dataclass, field, replace

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import PurePath

    from trainlog_doctor.readers.tensorboard.alike import Pattern
    from trainlog_doctor.readers.trees import File, Tree

NAME = "tensorboard"
_MOST_OPENED = 16


def _runs(directories: dict[PurePosixPath, list[EventFile]], root: str, notices: Sequence[Notice]) -> list[Run]:
    """Make the runs of the event files of a directory tree; several trainings in one directory are several runs."""
    runs: list[Run] = []
    logged = {directory: [file.series for file in files] for directory, files in directories.items()}
    for directory, writers in gather(logged, root).items():
        name = str(directory) if directory.parts else None
        runs += _runs_of(writers, name, notices if not runs else ())
    if not runs:
        files = [file for found in directories.values() for file in found]
        raise FormatError("history_errors.no_scalars", files=len(files), records=sum(file.beside for file in files))
    return runs


def _runs_of(writers: Sequence[Writer], name: str | None, notices: Sequence[Notice]) -> list[Run]:
    epoch_names: frozenset[str] = frozenset().union(*(writer.epoch_names for writer in writers))
    runs: list[Run] = []
    for training in split_trainings([writer.series for writer in writers]):
        kept = without_batches(training)
        told = list(notices) if not runs else []
        left_out = [tag for tag in training if tag not in kept]
        if left_out:
            told.append(about_columns("tb_per_batch", left_out))
        run = make_run(NAME, list(kept.values()), name, told, epoch_names)
        if run and left_out and epoch_names and _misses_epochs(run):
            run = replace(run, notices=(*run.notices, Notice("histories.tb_update_freq")))
        runs += [run] if run else []
    return runs


def _misses_epochs(run: Run) -> bool:
    """Whether most epochs between the first and the last are missing, as Keras 3 leaves them out."""
    return int(run.frame.epoch[-1]) >= 2 * len(run.frame)


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


@dataclass(slots=True)
class EventFileParser:
    """Parser of one event file."""

    _events: EventParser = field(default_factory=EventParser)

    def feed(self, chunk: bytes) -> None:
        """Take the next bytes."""
        self._events.feed(chunk)

    def close(self) -> Sequence[Run]:
        """Every run of the file.

        Raises
        ------
        FormatError
            The file holds no scalar.
        """
        file = self._events.close()
        return _runs({PurePosixPath(): [file]}, "", damage_notices(file.damage, ""))


@dataclass(frozen=True, slots=True)
class EventTreeReader:
    """Reads every event file below a directory."""

    name: str = NAME

    def sniff(self, root: Tree, files: Sequence[PurePath]) -> Sniff:
        """Ours if a file with ``tfevents`` in its name begins as an event file."""
        events = _event_files(files)
        for file in events[:_MOST_OPENED]:
            if is_event_file(_first_bytes(root / file)):
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
        return _runs(kept, root.name, notices)

    def shares(self, root: Tree, files: Sequence[PurePath]) -> Sequence[Sequence[PurePath]]:
        """Divide the event files by run."""
        return shares(root, _event_files(files))


def _event_files(files: Sequence[PurePath]) -> list[PurePath]:
    return [file for file in files if "tfevents" in file.name]


def _first_bytes(file: File) -> bytes:
    try:
        with file.open("rb") as stream:
            return stream.read(12)
    except OSError:
        return b""


TENSORBOARD_READERS = (EventFileReader(),)
TENSORBOARD_TREES = (EventTreeReader(),)
