"""What ``evaluate`` returned, shown behind the call: ``model.evaluate(x_train, y_train)`` … ``[4.552, 0.449]``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trainlog_doctor.model import Fact
from trainlog_doctor.readers.facts import EVALUATE
from trainlog_doctor.readers.keras.events import is_of_training
from trainlog_doctor.readers.keras.patterns import ONE, data_set
from trainlog_doctor.regex import regex

if TYPE_CHECKING:
    from collections.abc import Sequence

    from trainlog_doctor.model import Scalar
    from trainlog_doctor.readers.keras.epoch import EpochDraft

CALL = regex(rb"\.(fit|evaluate)\([ \t]{0,4}(?:x[ \t]?=[ \t]?)?([A-Za-z_][\w.]{0,80})[ \t]{0,4}[,)]")
RESULT = regex(rb"\[[ \t]?(" + ONE + rb"(?:,[ \t]{0,2}" + ONE + rb"){1,20})[ \t]?\][ \t]*$")
FARTHEST = 4
"""Lines of text from the call to its result."""

LOSS = "loss"


def named(values: Sequence[float], columns: Sequence[str]) -> dict[str, Scalar]:
    """Values by the names of the training metrics, the loss first; empty where their number is another one."""
    names = sorted(filter(is_of_training, columns), key=lambda name: name != LOSS)
    return dict(zip(names, values, strict=True)) if LOSS in names and len(names) == len(values) else {}


class Calls:
    """Remembers the data of the latest ``fit``, and a call of ``evaluate`` until its result has come."""

    def __init__(self) -> None:
        self._fitted: bytes | None = None
        self._evaluated: bytes | None = None
        self._during: EpochDraft | None = None
        self._waits = 0

    def read(self, text: bytes, line: int, epoch: EpochDraft | None) -> Fact | None:
        """Take a line of text; the result that it shows, as a fact of the epoch whose weights were evaluated."""
        for method, data in CALL.findall(text) if b"(" in text else ():
            if method == b"fit":
                self._fitted = data
            else:
                self._evaluated, self._during, self._waits = data, epoch, FARTHEST
        result = self._result(text)
        if result is None or epoch is None or epoch.final is None or epoch is not self._during:
            return None
        data, values = result
        told = named(values, epoch.final.names)
        kind = "train" if data == self._fitted else data_set(data)
        return Fact(EVALUATE, epoch.number, line, ({"set": kind} if kind else {}) | told) if told else None

    def _result(self, text: bytes) -> tuple[bytes, list[float]] | None:
        data, found = self._evaluated, RESULT.search(text) if self._evaluated is not None else None
        self._waits -= 1
        if found is not None or self._waits < 0:
            self._evaluated = None
        return None if data is None or found is None else (data, list(map(float, found[1].split(b","))))
