"""Blocks of several lines that become one fact: ``model.summary()``, class counts, classification reports."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trainlog_doctor.readers import facts
from trainlog_doctor.readers.keras.counts import ValueCounts
from trainlog_doctor.readers.keras.events import Aside
from trainlog_doctor.readers.keras.patterns import integer, text
from trainlog_doctor.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

    from trainlog_doctor.model import Scalar

MODEL = regex(rb"^[\s#>]{0,8}Model: \"([^\"]{1,100})\"")
TABLE_HEAD = regex(rb"Layer \(type\)")
LAYER = regex(rb"^[^\w(]{0,8}([\w/.\-]{1,100})? ?\((\w{3,60})\)? ")
PARAMETERS = regex(rb"(?:^|[^-\w])(Total|Trainable|Non-trainable) params: ([\d,]{1,30})")
LAYER_KINDS = (
    ("batch_normalization", regex(r"^BatchN")),
    ("dropout", regex(r"Dropout")),
    ("recurrent", regex(r"LSTM|GRU|RNN|Bidirectional")),
    ("convolution", regex(r"Conv")),
    ("attention", regex(r"Attention")),
    ("embedding", regex(r"Embedding")),
    ("dense", regex(r"^Dense")),
)
REPORT_ROW = regex(
    rb"^[ \t]{0,60}(\S[^\t]{0,60}?)[ \t]{2,40}"
    + rb"[ \t]{2,40}".join([rb"([01]\.\d{2,6})"] * 3)
    + rb"[ \t]{2,40}(\d{1,12})[ \t]*$"
)
REPORT_HEAD = regex(rb"^[ \t]{2,80}precision[ \t]{2,40}recall[ \t]{2,40}f1-score[ \t]{2,40}support")


class Blocks:
    """Remembers the block that is open."""

    def __init__(self) -> None:
        self._layers: list[str] | None = None
        self._data: dict[str, Scalar] = {}
        self._report = False
        self._values = ValueCounts()

    def read(self, line: bytes) -> Iterator[Aside]:
        """Take a line that is nothing else; yield the facts that it completes."""
        if self._report and (row := REPORT_ROW.match(line)):
            names = ("precision", "recall", "f1")
            scores = {name: float(score) for name, score in zip(names, row.groups()[1:4], strict=True)}
            yield Aside(facts.CLASSIFICATION_REPORT, {"label": text(row[1]), **scores, "support": int(row[5])})
        elif REPORT_HEAD.match(line):
            self._report = True
        elif model := MODEL.match(line):
            self._begin()
            self._data["name"] = text(model[1])
        elif TABLE_HEAD.search(line):
            if self._layers is None:
                self._begin()
        elif self._layers is not None:
            yield from self._summary(line, self._layers)
        elif counts := self._values.read(line):
            yield Aside(facts.CLASS_COUNTS, counts)

    def _begin(self) -> None:
        self._layers, self._data, self._report = [], {}, False

    def _summary(self, line: bytes, layers: list[str]) -> Iterator[Aside]:
        if counted := PARAMETERS.search(line):
            kind = {b"Total": "parameters", b"Trainable": "trainable"}.get(counted[1])
            if kind:
                self._data[kind] = integer(counted[2])
            if counted[1] == b"Non-trainable":
                counts = {name: sum(map(bool, map(kind.search, layers))) for name, kind in LAYER_KINDS}
                yield Aside(facts.MODEL_SUMMARY, {**self._data, "layers": len(layers), **counts})
                self._layers = None
        elif layer := LAYER.match(line):
            layers.append(layer[2].decode("latin-1"))
