"""The ``results.txt`` of YOLOv5 (up to 4.0), YOLOv7 and YOLOR: rows without a header, of fifteen known places."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trainlog_doctor.readers.base import NOT_MINE, Certainty, Head, Sniff
from trainlog_doctor.readers.openings import BLANK
from trainlog_doctor.readers.tables import per_epoch
from trainlog_doctor.readers.tables.dialect import Dialect
from trainlog_doctor.readers.tables.reader import TableParser
from trainlog_doctor.record import dataclass, replace
from trainlog_doctor.regex import regex

if TYPE_CHECKING:
    from collections.abc import Sequence

    from trainlog_doctor.model import Notice, Run
    from trainlog_doctor.readers.histories.table import Table

NAME = "yolo-results"
_COLUMNS = (
    "epoch",
    "gpu_mem",
    *(f"train/{loss}_loss" for loss in ("box", "obj", "cls", "total")),
    "labels",
    "img_size",
    *(f"metrics/{metric}" for metric in ("precision", "recall", "mAP_0.5", "mAP_0.5:0.95")),
    *(f"val/{loss}_loss" for loss in ("box", "obj", "cls")),
)
"""As the same programs name them in ``results.csv``; what is beside the training stands there too."""

_BESIDE = ("gpu_mem", "labels", "img_size")
_ROW = regex(rb"[ \t]*\d{1,6}/\d{1,6}[ \t]{1,20}[\d.]{1,12}G(?:[ \t]{1,20}[-+.\deEnaif]{1,20}){13}[ \t\r]*")
_DIALECT = Dialect(BLANK, header=_COLUMNS)
_LOOKED_AT = 3


@dataclass(frozen=True, slots=True)
class YoloResultsReader:
    """Reads rows of fifteen places."""

    name: str = NAME

    def sniff(self, head: Head) -> Sniff:
        """Ours if the first rows begin with an epoch of all, and the memory that it took."""
        lines = [line for line in head.data.split(b"\n", _LOOKED_AT + 1)[: _LOOKED_AT + 1] if line.strip()]
        rows = lines[:_LOOKED_AT] if head.whole or len(lines) > _LOOKED_AT else lines[:-1]
        if not rows or not all(map(_ROW.fullmatch, rows)):
            return NOT_MINE
        return Sniff(Certainty.SURE, rows[0].decode("ascii", "replace").strip()[:80])

    def parser(self, sniff: Sniff) -> TableParser:
        """Make a parser."""
        return TableParser(_read, _DIALECT)


def _read(tables: Sequence[Table], notices: Sequence[Notice]) -> list[Run]:
    return per_epoch.read(NAME, [replace(one.without(*_BESIDE), texts=()) for one in tables], notices)


YOLO_RESULTS = YoloResultsReader()
