"""One source, bytes to runs: by the format that the user named, or by the one that is recognised."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from trainlog_doctor.engine.spelling import unknown
from trainlog_doctor.errors import DoctorError
from trainlog_doctor.model import Notice
from trainlog_doctor.pipeline.found_logs import OF_TRIALS, called_history, may_train, trained
from trainlog_doctor.readers import doubtful_readers, formats, possible_readers, readers
from trainlog_doctor.readers.base import HEAD_BYTES, Certainty, Head
from trainlog_doctor.readers.recognise import Reading, claims_of
from trainlog_doctor.readers.resumed import link
from trainlog_doctor.record import dataclass, field, replace
from trainlog_doctor.sources import Input, Stream, open_stream

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from trainlog_doctor.model import Run


class Feed(Protocol):
    """Where the bytes of a source come from that is not a file: it may listen to what is read of them."""

    def read1(self, size: int = ..., /) -> bytes:
        """Wait for the next bytes; empty at the end."""
        ...

    def recognised(self, reading: Reading) -> None:
        """Hear that the source was recognised; the reading is given all bytes from here on, the first ones included."""
        ...


@dataclass(frozen=True, slots=True)
class Terms:
    """On which terms sources are read.

    Attributes
    ----------
    input_format
        Name of the format; None where it is to be recognised.
    feeds
        Argument to where its bytes come from, for those that are not opened here.
    growing
        Whether somebody may still be writing: rows that have no end yet are left out.
    most
        Bytes that a source may have which is packed, or can only be read as a whole; None as each has it.
    """

    input_format: str | None = None
    feeds: Mapping[str, Feed] = field(default_factory=dict)
    growing: bool = False
    most: int | None = None


def check_format(input_format: str | None) -> None:
    """Refuse the name of a format that is not read.

    Raises
    ------
    UsageError
        ``unknown_format``.
    """
    if input_format is not None and input_format not in formats():
        raise unknown("unknown_format", input_format, formats())


def begun(head: Head, input_format: str | None, most: int | None = None, doubtful: bool = True) -> Reading:
    """Begin to read a source, by the format that the user named or that is recognised, if need be by doubtful readers.

    Raises
    ------
    FormatError
        As `Reading`.
    """
    if input_format is None:
        return Reading(head, possible_readers(head), most=most, doubtful=doubtful_readers() if doubtful else ())
    return Reading(head, [one for one in readers() if one.name == input_format], forced=True, most=most)


def read_source(source: Input, terms: Terms, found: bool = False) -> Sequence[Run]:
    """Read every run of a source; one whose end is missing gives what it has, with a notice.

    Parameters
    ----------
    found
        Whether it was found in a folder: nothing is read of what no reader is sure of, but the training in a log.

    Raises
    ------
    SourceError, FormatError
        As `open_stream` and `Reading`.
    """
    feed = terms.feeds.get(source.path)
    with open_stream(source, HEAD_BYTES, feed, terms.most) as stream:
        head = _head(stream)
        likely = not found or may_train(source.path, head)
        reading = begun(head, terms.input_format, terms.most, likely)
        doubtful = found and not reading.sure
        if doubtful and not (likely and reading.shown):
            return ()
        if feed is not None:
            feed.recognised(reading)
        for chunk in stream.chunks() if reading.wanted else ():
            reading.feed(chunk)
        if terms.growing:
            reading.settle()
        runs = link(trained(reading) if doubtful else reading.close())
        if stream.cut is not None and runs:
            notice = Notice("sources.cut", data={"problem": stream.cut})
            runs[-1] = replace(runs[-1], notices=(*runs[-1].notices, notice))
        return runs


def read_found(path: str, terms: Terms) -> Sequence[Run]:
    """Read a file that was found in a folder: nothing where it is no training's.

    Raises
    ------
    SourceError, FormatError
        As `read_source`, of files that a reader is sure of; of pickles, arrays and trials if their names tell of a
        history.
    """
    try:
        return read_source(Input(path), terms, found=terms.input_format is None)
    except DoctorError as error:
        name = format_of(path)
        wanted = name in ("", *formats()) and error.key not in OF_TRIALS
        if name is None or not (wanted or called_history(path)):
            return ()
        raise


def format_of(path: str) -> str | None:
    """Name the reader that is sure of a file, empty if several are; None for what is unknown or cannot be opened."""
    try:
        with open_stream(Input(path), HEAD_BYTES) as stream:
            head = _head(stream)
            sure = claims_of(head, possible_readers(head), doubtful_readers())
    except DoctorError as error:
        return "" if error.key == "ambiguous" else None
    return next((reader.name for reader, sniff in sure if sniff.certainty is Certainty.SURE), None)


def _head(stream: Stream) -> Head:
    whole = stream.whole and len(stream.head) <= HEAD_BYTES
    return Head(stream.head[:HEAD_BYTES], whole)
