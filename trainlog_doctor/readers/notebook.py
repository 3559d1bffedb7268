"""The reader of Jupyter notebooks: what their cells printed, in order, goes to the Keras parser.

Where Keras printed nothing, what each cell printed or shows is read as a file of this text would be; where programs
printed their epochs, the histories beside them are taken for the same trainings once more.
"""

from __future__ import annotations

import dataclasses
import json
from typing import TYPE_CHECKING

from trainlog_doctor.errors import FormatError
from trainlog_doctor.readers import doubtful_readers, possible_readers
from trainlog_doctor.readers.base import HEAD_BYTES, NOT_MINE, Certainty, Head, Sniff
from trainlog_doctor.readers.histories.whole import Whole
from trainlog_doctor.readers.keras.reader import KERAS, KerasParser
from trainlog_doctor.readers.notebook_cells import cells, outputs, printed, shown
from trainlog_doctor.readers.openings import maybe_notebook
from trainlog_doctor.readers.prints import PRINT_READERS
from trainlog_doctor.readers.recognise import Reading
from trainlog_doctor.regex import regex

if TYPE_CHECKING:
    from collections.abc import Sequence

    from trainlog_doctor.model import Run

NAME = "keras-notebook"
_PRINTED = frozenset(reader.name for reader in PRINT_READERS)
TRAINING = regex(rb"(?:Epoch \d{1,9}/\d{1,9}|/step|/sample|\d{1,9}s) ?[^\n]{0,200}(?:loss: |\\n)")


def read(whole: Whole) -> list[Run]:
    """Read every run that the cells printed; a damaged document is read line by line, as a pasted one would be.

    Raises
    ------
    FormatError
        The document is too large, or a notebook without an epoch in what its cells gave, or without any of it.
    """
    data = whole.content()
    parser = KerasParser(NAME)
    try:
        document = json.loads(data)
    except (ValueError, RecursionError):
        parser.feed(data)
        return parser.close()
    for name, given in outputs(document):
        if text := printed(given):
            parser.section(name)
            parser.feed(text)
    runs = [without_lines(run) for run in parser.close() or runs_of_texts(document)]
    if not runs and next(cells(document), None) is not None:
        told = sum(bool(given) for _, given in outputs(document))
        key = "history_errors.notebook_without_epochs" if told else "history_errors.notebook_cleared"
        raise FormatError(key, count=told)
    return runs


def runs_of_texts(document: object) -> Sequence[Run]:
    """What programs printed of their epochs themselves; where they did not, the histories that are printed or shown."""
    texts = ((name, text) for name, given in outputs(document) for text in (printed(given), *shown(given)))
    found = [run for name, text in texts for run in as_file(name, text)]
    chosen = [run for run in found if run.format in _PRINTED] or found
    return [dataclasses.replace(run, format=NAME) for run in chosen]


def as_file(cell: str, text: bytes) -> Sequence[Run]:
    """The runs of a text that a cell printed or shows, in which Keras printed nothing."""
    head = Head(text[:HEAD_BYTES], len(text) <= HEAD_BYTES)
    try:
        others = (reader for reader in possible_readers(head) if reader is not KERAS)
        reading = Reading(head, others, doubtful=doubtful_readers())
        reading.feed(text)
        return [dataclasses.replace(run, name=cell) for run in reading.close()]
    except FormatError:
        return ()


def without_lines(run: Run) -> Run:
    """The same run without line numbers: those of the printed text mean nothing in the file."""
    return dataclasses.replace(
        run,
        line=None,
        epoch_lines=(),
        facts=tuple(dataclasses.replace(fact, line=None) for fact in run.facts),
        notices=tuple(dataclasses.replace(notice, line=None) for notice in run.notices),
    )


class NotebookReader:
    """``keras-notebook``: a Jupyter notebook with the output of a training."""

    name = NAME

    def sniff(self, head: Head) -> Sniff:
        """Recognise a notebook; SURE when its beginning also holds lines of a training."""
        if not maybe_notebook(head.data):
            return NOT_MINE
        training = TRAINING.search(head.data)
        if training:
            return Sniff(Certainty.SURE, training[0][:120].decode("utf-8", "replace"))
        return Sniff(Certainty.WEAK, '"cells"')

    def parser(self, sniff: Sniff) -> Whole:
        """Make a fresh parser."""
        return Whole(read)


NOTEBOOK = NotebookReader()
