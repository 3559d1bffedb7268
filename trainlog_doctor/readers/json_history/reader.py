"""The readers of JSON: one a format, all given the same document."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from trainlog_doctor.errors import FormatError
from trainlog_doctor.readers.base import NOT_MINE, Certainty, Head, Sniff
from trainlog_doctor.readers.histories.whole import Whole
from trainlog_doctor.readers.json_history import curves, frames, logged, per_epoch, tuner
from trainlog_doctor.readers.json_history.boosting import rounds_of
from trainlog_doctor.readers.json_history.loading import load
from trainlog_doctor.record import dataclass

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from trainlog_doctor.model import Run
    from trainlog_doctor.readers.json_history.document import Document


@dataclass(frozen=True, slots=True)
class JsonReader:
    """Reads one of the formats that come as JSON.

    Attributes
    ----------
    recognise
        Whether a document, perhaps cut off, is of this format.
    read
        Makes runs of the format's name and the document.
    """

    name: str
    recognise: Callable[[Document], bool]
    read: Callable[[str, Document], list[Run]]

    def sniff(self, head: Head) -> Sniff:
        """Ours if the document, as far as it is seen, is of the format, and of none more specific.

        One list may be longer than the head: what begins as a document and shows no more may be any format's. What of
        ours holds no runs is not asked for where it merely lies beside histories, as a baseline does.
        """
        seen, document = _recognise(head.data), load(head.data)
        cut = not head.whole and seen is None and self is LAST and document is not None
        if document is None or (seen is not self and not cut):
            return NOT_MINE
        shown = head.data[:80].decode("utf-8", "replace").split("\n")[0]
        return Sniff(Certainty.WEAK if cut or frames.holds_no_runs(document) else Certainty.SURE, shown)

    def parser(self, sniff: Sniff) -> Whole:
        """Make a parser."""
        return Whole(_runs_of_any if sniff.certainty is Certainty.WEAK else self._runs)

    def _runs(self, whole: Whole) -> Sequence[Run]:
        """Make every run of the document; nothing here holds on to it, so that its reading can give it up in parts."""
        return self.read(self.name, _document(whole))


JSON_READERS: tuple[JsonReader, ...] = (
    JsonReader("frame-json", frames.is_frame, frames.read),
    JsonReader("report-json", frames.is_report, frames.read_report),
    JsonReader("hf-trainer-state", logged.is_trainer_state, logged.read_trainer_state),
    JsonReader("keras-tuner", tuner.is_trial, tuner.read_trial),
    JsonReader("tensorboard-export", curves.is_export, curves.read_export),
    JsonReader("boosting-evals", lambda document: bool(rounds_of(document.mapping)), per_epoch.read),
    JsonReader("mmengine-jsonl", logged.is_mmengine, logged.read_lines),
    JsonReader("detectron2-jsonl", logged.is_detectron, logged.read_lines),
    JsonReader("wandb", logged.is_wandb, logged.read_lines),
    JsonReader("history-jsonl", logged.is_other_lines, logged.read_lines),
    JsonReader("keras-json", per_epoch.looks_like_keras, per_epoch.read),
    JsonReader("history-json", per_epoch.holds_history, per_epoch.read),
)


LAST = JSON_READERS[-1]
"""Takes what nobody recognises by its beginning."""


def _format_of(document: Document) -> JsonReader | None:
    return next((known for known in JSON_READERS if known.recognise(document)), None)


@lru_cache(maxsize=1)
def _recognise(data: bytes) -> JsonReader | None:
    document = load(data)
    return None if document is None else _format_of(document)


def _document(whole: Whole) -> Document:
    """Load a document, unless it is broken in a way that leaves nothing to read."""
    document = load(whole.content())
    if document is None:
        raise FormatError("history_errors.broken_json")
    return document


def _runs_of_any(whole: Whole) -> Sequence[Run]:
    """Make every run of a document that its end had to tell; none if it is no history."""
    document = load(whole.content())
    known = None if document is None else _format_of(document)
    return () if document is None or known is None else known.read(known.name, document)


JSON_TREES = (tuner.TrialTreeReader(),)
