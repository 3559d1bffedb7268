"""From arguments to runs. A source that fails becomes an entry in the errors, never the end of the others."""

from __future__ import annotations

from dataclasses import field, replace
from typing import TYPE_CHECKING, Protocol, TypeVar

from trainlog_doctor.errors import DoctorError, FormatError, SourceError, UsageError
from trainlog_doctor.judgement.report import Failure, internal
from trainlog_doctor.model import Notice, Origin, Run
from trainlog_doctor.readers import doubtful_readers, formats, possible_readers, readers, tree_readers
from trainlog_doctor.readers.base import HEAD_BYTES, Certainty, Head
from trainlog_doctor.readers.recognise import Reading, claims_of, read_tree
from trainlog_doctor.readers.resumed import link
from trainlog_doctor.record import dataclass
from trainlog_doctor.sources import Folder, Input, Stream, list_tree, locate, open_stream, tree

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import PurePath

    from trainlog_doctor.engine.pack import Pack
    from trainlog_doctor.engine.roles import RoleColumn
    from trainlog_doctor.judgement.diagnosis import Diagnosis
    from trainlog_doctor.readers.base import Tree

ResultT = TypeVar("ResultT")

INTERRUPTED = "interrupted"
"""What is said of a source whose reading was interrupted."""

_EVENTS = "tfevents"
_MOST_LOOKED_AT = 200
_MOST_NAMED = 5


class Feed(Protocol):
    """Where the bytes of a source come from that is not a file: it may listen to what is read of them."""

    def read1(self, size: int = ..., /) -> bytes:
        """Wait for the next bytes; empty at the end."""
        ...

    def recognised(self, reading: Reading) -> None:
        """Hear that the source was recognised; the reading is given all bytes from here on, the first ones included."""
        ...


@dataclass(frozen=True, slots=True)
class Found:
    """A run with its origin."""

    origin: Origin
    run: Run


@dataclass(frozen=True, slots=True)
class Collected:
    """What the sources gave so far."""

    input_format: str | None = None
    feeds: Mapping[str, Feed] = field(default_factory=dict)
    growing: bool = False
    most: int | None = None
    found: list[Found] = field(default_factory=list)
    diagnoses: list[Diagnosis] = field(default_factory=list)
    errors: list[Failure] = field(default_factory=list)

    def attempt(self, path: str, action: Callable[[], ResultT]) -> ResultT | None:
        """Do something for a source; None, and an entry in the errors, when it fails."""
        try:
            return action()
        except DoctorError as error:
            self.errors.append(Failure(path, error))
        except Exception as error:  # noqa: BLE001 - a fault of ours in one source must not hide the others
            self.errors.append(Failure(path, internal(error)))
        return None

    def take(self, path: str, read: Callable[[], Sequence[Run]]) -> None:
        """Read the runs of a source."""
        for number, run in enumerate(self.attempt(path, read) or (), start=1):
            self.found.append(Found(Origin(path, number), run))

    def judge(self, found: Found, pack: Pack, metrics: Mapping[str, RoleColumn]) -> None:
        """Judge one run."""
        # numpy comes with it, which a usage error must not wait for.
        from trainlog_doctor.judgement.judge import judge

        diagnosis = self.attempt(found.origin.path, lambda: judge(found.origin, found.run, pack, metrics))
        if diagnosis is not None:
            self.diagnoses.append(diagnosis)


def collect(
    arguments: Sequence[str],
    input_format: str | None = None,
    feeds: Mapping[str, Feed] | None = None,
    *,
    growing: bool = False,
    most: int | None = None,
) -> Collected:
    """Read every run that the arguments name.

    Parameters
    ----------
    feeds
        Argument to where its bytes come from, for those that are not opened here.
    growing
        Whether somebody may still be writing: rows that have no end yet are left out.
    most
        Bytes that a source may have which is packed, or can only be read as a whole; None as each has it.

    Raises
    ------
    UsageError
        ``unknown_format``.
    """
    check_format(input_format)
    collected = Collected(input_format, feeds or {}, growing, most)
    for argument in arguments:
        try:
            _take(collected, argument)
        except KeyboardInterrupt:
            if argument in collected.feeds or not collected.feeds:
                raise
            # What was listened to cannot be heard once more: better judged without the others than lost.
            collected.errors.append(Failure(argument, SourceError(INTERRUPTED, path=argument)))
            break
    return collected


def _take(collected: Collected, argument: str) -> None:
    if argument in collected.feeds:
        _take_input(collected, Input(argument))
        return
    for location in collected.attempt(argument, lambda: locate(argument)) or ():
        if isinstance(location, Folder):
            _take_folder(collected, location)
        else:
            _take_input(collected, location)


def _take_input(collected: Collected, source: Input) -> None:
    feed = collected.feeds.get(source.path)
    collected.take(source.path, lambda: _read_input(source, collected, feed))


def _take_folder(collected: Collected, folder: Folder) -> None:
    """Read a directory as a whole where a reader knows it, else every history file below it as a source of its own."""
    root = tree(folder.path)
    wanted = [r for r in tree_readers() if collected.input_format in {None, r.name}]
    before = len(collected.errors)
    files = collected.attempt(folder.path, lambda: list_tree(folder.path)) or ()
    runs = collected.attempt(folder.path, lambda: read_tree(root, files, wanted))
    if runs is not None or len(collected.errors) > before:
        collected.take(folder.path, lambda: _told_of_others(root, files, runs or ()))
        return
    histories = [path for path in (str(root / file) for file in files) if format_of(path) is not None]
    for path in histories:
        _take_input(collected, Input(path))
    if not histories:
        collected.errors.append(Failure(folder.path, FormatError("no_history_below", count=len(files))))


def _told_of_others(root: Tree, files: Sequence[PurePath], runs: Sequence[Run]) -> Sequence[Run]:
    """Tell of history files in a directory that was read as a whole, and is of another format than they are.

    They are not read with it: mostly they are the same trainings once more.
    """
    if not runs:
        return runs
    looked_at = [file for file in files if _EVENTS not in file.name][:_MOST_LOOKED_AT]
    other_formats = {"", *formats()} - {runs[0].format}
    others = [file.as_posix() for file in looked_at if format_of(str(root / file)) in other_formats]
    if not others:
        return runs
    named = ", ".join(others[:_MOST_NAMED]) + (" …" if len(others) > _MOST_NAMED else "")
    notice = Notice("sources.others", data={"count": len(others), "names": named})
    return (replace(runs[0], notices=(*runs[0].notices, notice)), *runs[1:])


def format_of(path: str) -> str | None:
    """Name the reader that is sure of a file, empty if several are; None for what is unknown or cannot be opened."""
    try:
        with open_stream(Input(path), HEAD_BYTES) as stream:
            head = _head(stream)
            sure = claims_of(head, possible_readers(head), doubtful_readers())
    except DoctorError as error:
        return "" if error.key == "ambiguous" else None
    return next((reader.name for reader, sniff in sure if sniff.certainty is Certainty.SURE), None)


def _read_input(source: Input, how: Collected, feed: Feed | None) -> Sequence[Run]:
    with open_stream(source, HEAD_BYTES, feed, how.most) as stream:
        reading = begun(_head(stream), how.input_format, how.most)
        if feed is not None:
            feed.recognised(reading)
        for chunk in stream.chunks() if reading.wanted else ():
            reading.feed(chunk)
        if how.growing:
            reading.settle()
        runs = link(reading.close())
        if stream.cut is not None:
            notice = Notice("sources.cut", data={"problem": stream.cut})
            runs[-1] = replace(runs[-1], notices=(*runs[-1].notices, notice))
        return runs


def check_format(input_format: str | None) -> None:
    """Refuse the name of a format that is not read.

    Raises
    ------
    UsageError
        ``unknown_format``.
    """
    if input_format is not None and input_format not in formats():
        raise UsageError("unknown_format", given=input_format, legal=", ".join(formats()))


def begun(head: Head, input_format: str | None, most: int | None = None) -> Reading:
    """Begin to read a source, by the format that the user named or that is recognised.

    Raises
    ------
    FormatError
        As `Reading`.
    """
    if input_format is None:
        return Reading(head, possible_readers(head), most=most, doubtful=doubtful_readers())
    return Reading(head, [one for one in readers() if one.name == input_format], forced=True, most=most)


def _head(stream: Stream) -> Head:
    whole = stream.whole and len(stream.head) <= HEAD_BYTES
    return Head(stream.head[:HEAD_BYTES], whole, stream.suffix)
