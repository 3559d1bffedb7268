"""Lists in a text, each with its name: ``train_loss: [0.9, 0.8, 0.7]``; or a single one, a number a line below it."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from trainlog_doctor.readers.base import NOT_MINE, Certainty, Head, Sniff
from trainlog_doctor.readers.histories import names
from trainlog_doctor.readers.histories.phases import falls
from trainlog_doctor.readers.histories.whole import Whole
from trainlog_doctor.readers.json_history import per_epoch
from trainlog_doctor.readers.json_history.document import Document
from trainlog_doctor.readers.json_history.loading import goes_on
from trainlog_doctor.readers.json_values import is_document
from trainlog_doctor.record import dataclass
from trainlog_doctor.regex import regex

if TYPE_CHECKING:
    import re
    from collections.abc import Iterable, Iterator, Sequence

    from trainlog_doctor.model import Run

NAME = "named-lists"

_CALLED = rb"^[ \t#>*{]{0,40}+(?:- )?['\"]?([A-Za-z][\w /.()%-]{0,58}?)['\"]?[ \t]{0,9}+"
_NUMBER = rb"(?:[-+]?[\d.][-+\d.eE]{0,40}+|[nN]a[nN]|[-+]?inf)"
_IN_BRACKETS = rb"[:=][ \t]{0,9}+(?:[\w.]{0,20}\()?\[([\s,]*+(?:" + _NUMBER + rb"[\s,]*+)++)\]"
_UNCLOSED = regex(rb"(?m)" + _CALLED + rb"[:=][ \t]{0,9}+(?:[\w.]{0,20}\()?\[(?:[\s,]*+" + _NUMBER + rb"?+)*+\Z")
"""A list that a text is cut off in."""
_LIST = regex(rb"(?m)" + _CALLED + _IN_BRACKETS)
_CELL = rb"[ \t]*+" + _NUMBER + rb"[ \t]*+(?:\r?\n\s{0,9}+|\Z)"
_COLUMN = regex(rb"\A\s{0,9}+['\"]?([A-Za-z][\w -]{0,40})['\"]?[ \t]*+\r?\n((?:" + _CELL + rb")++)\Z")
_ROW = regex(rb"(?m)^['\"]?([A-Za-z][\w /.()%-]{0,58})['\"]?[,;\t][ \t]{0,9}+((?:" + _NUMBER + rb"[,;\t ]*+)++)\r?$")
"""A list that stands in a row of a table, behind its name."""
_NAMED = regex(rb"[A-Za-z]")
_SEPARATOR = regex(rb"[\s,;]+")
_LARGEST = 1 << 24
"""Largest text that is kept for this: its numbers take some fifteen times its room."""

_PLAIN = names.SIDES | {"loss"}
"""What a list is called that may stand alone: ``net loss`` and ``energy loss`` may be of anything."""

_FEWEST_EPOCHS = 3
"""``[0.3, 0.9]`` may be the loss and the accuracy that one evaluation gave."""


def histories(data: bytes) -> list[dict[str, list[float]]]:
    """Collect named lists of numbers into histories with two of one length, a loss among them.

    A name that comes again begins another one, unless all lists go on; what stands between the lists is left out. Rows
    of a table must tell of epochs, or a part of the data; a loss that ends below its beginning may be all there is.
    """
    found: list[dict[str, list[float]]] = [{}]
    for name, cells in _lists(_LIST.finditer(data)):
        if name in found[-1]:
            found.append({})
        found[-1][name] = cells
    if not _NAMED.search(_ROW.sub(b"", data)):
        found = [rows for rows in [dict(_lists(_ROW.finditer(data)))] if _are_of_training(rows)]
    alone = (one for one in _lists(_COLUMN.finditer(data)) if _PLAIN.issuperset(names.words(one[0])) and falls(one[1]))
    kept = [one for one in found if _is_history(one)]
    return [one for one, later in pairwise([*kept, {}]) if not goes_on(one, later)] or [dict([one]) for one in alone]


def _lists(matches: Iterable[re.Match[bytes]]) -> Iterator[tuple[str, list[float]]]:
    for match in matches:
        texts = [text for text in _SEPARATOR.split(match[2]) if text]
        try:
            cells = [float(text) for text in texts]
        except ValueError:
            continue
        if len(cells) >= _FEWEST_EPOCHS:
            yield match[1].decode("utf-8", "replace").strip(), cells


def _are_of_training(rows: Iterable[str]) -> bool:
    told = [name for name in rows if names.is_counter(name) or names.names_side(name)]
    return bool(told) and all(map(names.is_known, rows))


def _is_history(lists: dict[str, list[float]]) -> bool:
    lengths = [len(cells) for name, cells in lists.items() if names.is_metric(name)]
    return len(lengths) != len(set(lengths)) and any(map(names.is_loss, lists))


def _metric_unclosed(data: bytes) -> re.Match[bytes] | None:
    found = _UNCLOSED.search(data)
    return found if found and names.is_metric(found[1].decode("utf-8", "replace")) else None


@dataclass(frozen=True, slots=True)
class NamedListsReader:
    """Never surer than WEAK, so that every file format comes first."""

    name: str = NAME

    def sniff(self, head: Head) -> Sniff:
        """Ours if two lists that end within the beginning are a history; maybe ours if it ends in a metric's list."""
        if head.whole and is_document(head.data):
            return NOT_MINE
        begins = (_LIST, _COLUMN, _ROW) if histories(head.data) else ()
        first = next(filter(None, (one.search(head.data) for one in begins)), None)
        if first is None and not head.whole:
            first = _metric_unclosed(head.data)
        return NOT_MINE if first is None else Sniff(Certainty.WEAK, first[0][:80].decode("utf-8", "replace").strip())

    def parser(self, sniff: Sniff) -> Whole:
        """Make a parser."""
        return Whole(_runs, _LARGEST)


def _runs(whole: Whole) -> Sequence[Run]:
    found = histories(whole.content())
    return per_epoch.read(NAME, Document(found[0] if len(found) == 1 else found))


NAMED_LISTS = NamedListsReader()
