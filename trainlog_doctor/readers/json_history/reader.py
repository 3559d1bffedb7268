"""The readers of JSON: one a format, all given the same document."""

from __future__ import annotations

from dataclasses import field
from functools import lru_cache
from typing import TYPE_CHECKING

from trainlog_doctor.errors import FormatError
from trainlog_doctor.readers.base import NOT_MINE, Certainty, Head, Sniff
from trainlog_doctor.readers.histories.whole import Whole
from trainlog_doctor.readers.json_history import boosting, curves, frames, logged, per_epoch, reports
from trainlog_doctor.readers.json_history.document import Document, load
from trainlog_doctor.record import dataclass

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from trainlog_doctor.model import Run


@dataclass(frozen=True, slots=True)
class JsonFormat:
    """One format.

    Attributes
    ----------
    name
        Name of the reader, and the ``format`` of its runs.
    recognise
        Whether a document, perhaps cut off, is of this format.
    read
        Makes runs of the format's name and the document.
    """

    name: str
    recognise: Callable[[Document], bool]
    read: Callable[[str, Document], list[Run]]


FORMATS: tuple[JsonFormat, ...] = (
    JsonFormat("frame-json", frames.is_frame, frames.read),
    JsonFormat("report-json", reports.is_report, reports.read),
    JsonFormat("hf-trainer-state", logged.is_trainer_state, logged.read_trainer_state),
    JsonFormat("keras-tuner", curves.is_trial, curves.read_trial),
    JsonFormat("tensorboard-export", curves.is_export, curves.read_export),
    JsonFormat("boosting-evals", boosting.is_boosting, boosting.read),
    JsonFormat("mmengine-jsonl", logged.is_mmengine, logged.read_lines),
    JsonFormat("detectron2-jsonl", logged.is_detectron, logged.read_lines),
    JsonFormat("wandb", logged.is_wandb, logged.read_lines),
    JsonFormat("history-jsonl", logged.is_other_lines, logged.read_lines),
    JsonFormat("keras-json", per_epoch.looks_like_keras, per_epoch.read),
    JsonFormat("history-json", lambda document: bool(per_epoch.shapes_of(document)), per_epoch.read),
)


@lru_cache(maxsize=1)
def _recognise(data: bytes) -> str:
    document = load(data)
    if document is None:
        return ""
    return next((known.name for known in FORMATS if known.recognise(document)), "")


@dataclass(frozen=True, slots=True)
class JsonReader:
    """Reads one of the formats that come as JSON."""

    format: JsonFormat

    @property
    def name(self) -> str:
        """The format's name."""
        return self.format.name

    def sniff(self, head: Head) -> Sniff:
        """Ours if the document, as far as it is seen, is of the format, and of none more specific."""
        if _recognise(head.data) != self.format.name:
            return NOT_MINE
        return Sniff(Certainty.SURE, head.data[:80].decode("utf-8", "replace").split("\n")[0])

    def parser(self, sniff: Sniff) -> JsonParser:
        """Make a parser."""
        return JsonParser(self.format)


@dataclass(slots=True)
class JsonParser:
    """Parser of one document, which it holds whole."""

    format: JsonFormat
    whole: Whole = field(default_factory=Whole)

    def feed(self, chunk: bytes) -> None:
        """Take the next bytes."""
        self.whole.add(chunk)

    def close(self) -> Sequence[Run]:
        """Every run of the document, in its order.

        Raises
        ------
        FormatError
            The document is too large, or is broken in a way that leaves nothing to read.
        """
        document = load(self.whole.content())
        if document is None:
            raise FormatError("history_errors.broken_json")
        return self.format.read(self.format.name, document)


JSON_TREES = (curves.TrialTreeReader(),)
JSON_READERS = tuple(JsonReader(known) for known in FORMATS)
