"""Bytes on their way from a training: on to the sinks, then to the parser, with looks at the result in between."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from trainlog_doctor.live.preview import Preview
from trainlog_doctor.live.words import trouble
from trainlog_doctor.model import Origin
from trainlog_doctor.pipeline import Found
from trainlog_doctor.readers.resumed import link

if TYPE_CHECKING:
    from collections.abc import Sequence

    from trainlog_doctor.live.descriptors import Sink
    from trainlog_doctor.live.observer import Observer
    from trainlog_doctor.live.screen import Screen
    from trainlog_doctor.readers.recognise import Reading


class Source(Protocol):
    """Where the bytes come from."""

    def read(self, seconds: float | None) -> bytes | None:
        """Wait for the next bytes: empty at the end, None when the time is up."""
        ...


class Relay:
    """What the pipeline reads from: all work on a chunk is done when the next one is asked for.

    Parameters
    ----------
    path, input_format
        The source and its format as the user named them.
    observer
        Looks; None where nothing is said before the end.
    sinks
        Are given every byte, before it is parsed.
    shared
        Whether the screen shows the sinks' bytes as well. Then a chunk is handed on line by line while a look is due,
        so that what there is to say of an epoch stands right below it.
    """

    def __init__(
        self,
        source: Source,
        path: str,
        input_format: str | None,
        observer: Observer | None,
        screen: Screen,
        sinks: Sequence[Sink],
        *,
        shared: bool = False,
    ) -> None:
        self._path, self._source, self._sinks = path, source, sinks
        self._observer, self._screen = observer, screen
        self._preview: Preview | None = Preview(path, input_format)
        self._reading: Reading | None = None
        self._shared = shared
        self._rest = b""

    def recognised(self, reading: Reading) -> None:
        """Hear that the source was recognised."""
        self._reading, self._preview = reading, None

    def read1(self, size: int = -1, /) -> bytes:
        """Wait for the next bytes and look meanwhile; empty at the end."""
        chunk = self._part(self._awaited())
        for sink in self._sinks:
            fault = sink.write(chunk)
            if fault is not None:
                self._screen.show([trouble("sink_failed", **fault.data)])
        if chunk and self._shared:
            self._screen.passed(chunk.endswith(b"\n"))
        if not chunk and self._observer is not None:
            self._observer.look_once_more(self._found)
        if self._preview is not None:
            self._preview.take(chunk)
        if self._observer is not None and b"\n" in chunk:
            self._observer.changed()
        return chunk

    def _awaited(self) -> bytes:
        while True:
            seconds = None
            if self._observer is not None:
                self._observer.look(self._found)
                seconds = self._observer.wait()
            chunk = self._rest or self._source.read(seconds)
            if chunk is not None:
                return chunk

    def _part(self, chunk: bytes) -> bytes:
        """Up to the first line end where a look may be had behind it; the rest is kept for the next call."""
        end = chunk.find(b"\n") + 1 if self._shared and self._observer is not None and self._observer.ready else 0
        self._rest = chunk[end:] if end else b""
        return chunk[:end] if end else chunk

    def _found(self) -> Sequence[Found]:
        asked = self._reading or self._preview
        runs = link(asked.runs()) if asked is not None else ()
        return [Found(Origin(self._path, number), run) for number, run in enumerate(runs, start=1)]
