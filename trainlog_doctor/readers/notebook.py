"""The reader of Jupyter notebooks: what their cells printed, in order, goes to the Keras parser.

Where Keras printed nothing, the second reader of console output looks for prints of the program's own.
"""

from __future__ import annotations

import dataclasses
import json
from typing import TYPE_CHECKING, Any

from trainlog_doctor.readers.base import HEAD_BYTES, NOT_MINE, Certainty, Head, Sniff
from trainlog_doctor.readers.histories.whole import WholeParser
from trainlog_doctor.readers.keras.reader import KerasParser
from trainlog_doctor.readers.openings import maybe_notebook
from trainlog_doctor.readers.prints import PRINT_READERS
from trainlog_doctor.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from trainlog_doctor.model import Run
    from trainlog_doctor.readers.histories.whole import Whole

NAME = "keras-notebook"
TRAINING = regex(rb"(?:Epoch \d{1,9}/\d{1,9}|/step|/sample|\d{1,9}s) ?[^\n]{0,200}(?:loss: |\\n)")


def read(whole: Whole) -> list[Run]:
    """Read every run that the cells printed; a damaged document is read line by line, as a pasted one would be.

    Raises
    ------
    FormatError
        The document is too large.
    """
    data = whole.content()
    parser = KerasParser(NAME)
    try:
        document = json.loads(data)
    except (ValueError, RecursionError):
        parser.feed(data)
        return parser.close()
    printed = list(outputs(document))
    for name, text in printed:
        parser.section(name)
        parser.feed(text)
    runs = parser.close() or [run for name, text in printed for run in own_prints(name, text)]
    return [without_lines(run) for run in runs]


def own_prints(cell: str, printed: bytes) -> Iterator[Run]:
    """The runs of a cell in which the program printed its epochs itself."""
    head = Head(printed[:HEAD_BYTES], len(printed) <= HEAD_BYTES)
    for reader in PRINT_READERS:
        sniff = reader.sniff(head)
        if sniff.certainty is Certainty.NO:
            continue
        parser = reader.parser(sniff)
        parser.feed(printed)
        if runs := parser.close():
            yield from (dataclasses.replace(run, format=NAME, name=cell) for run in runs)
            return


def without_lines(run: Run) -> Run:
    """The same run without line numbers: those of the printed text mean nothing in the file."""
    return dataclasses.replace(
        run,
        line=None,
        epoch_lines=(),
        facts=tuple(dataclasses.replace(fact, line=None) for fact in run.facts),
        notices=tuple(dataclasses.replace(notice, line=None) for notice in run.notices),
    )


def outputs(document: object) -> Iterator[tuple[str, bytes]]:
    """What each code cell printed, with the cell's name; each text ends with a line feed."""
    for position, cell in enumerate(cells(document), 1):
        printed = "".join(map(output_text, listed(cell.get("outputs"))))
        if printed:
            count = cell.get("execution_count", cell.get("prompt_number"))
            number = count if isinstance(count, int) else position
            yield f"cell {number}", printed.encode("utf-8", "replace")


def cells(document: object) -> Iterator[Mapping[str, Any]]:
    """The cells of a notebook of format 3 or 4."""
    if not isinstance(document, dict):
        return
    sheets = [sheet for sheet in listed(document.get("worksheets")) if isinstance(sheet, dict)]
    for holder in (document, *sheets):
        yield from (cell for cell in listed(holder.get("cells")) if isinstance(cell, dict))


def output_text(output: object) -> str:
    """The text of a stream, or the name and message of an error; empty for anything else."""
    if not isinstance(output, dict):
        return ""
    kind = output.get("output_type")
    if kind == "stream":
        text = output.get("text")
        joined = "".join(part for part in text if isinstance(part, str)) if isinstance(text, list) else text
        return ended(joined) if isinstance(joined, str) else ""
    if kind in ("error", "pyerr"):
        return ended(f"{output.get('ename')}: {output.get('evalue')}")
    return ""


def ended(text: str) -> str:
    """The text with a line feed at its end."""
    return text if text.endswith("\n") or not text else text + "\n"


def listed(value: object) -> Sequence[object]:
    """The value if it is a list, else nothing."""
    return value if isinstance(value, list) else ()


class NotebookReader:
    """``keras-notebook``: a Jupyter notebook with the output of a training."""

    name = NAME

    def sniff(self, head: Head) -> Sniff:
        """Recognise a notebook; SURE when its beginning also holds lines of a training."""
        if not maybe_notebook(head):
            return NOT_MINE
        training = TRAINING.search(head.data)
        if training:
            return Sniff(Certainty.SURE, training[0][:120].decode("utf-8", "replace"))
        return Sniff(Certainty.WEAK, '"cells"')

    def parser(self, sniff: Sniff) -> WholeParser:
        """Make a fresh parser."""
        return WholeParser(read)


NOTEBOOK = NotebookReader()
