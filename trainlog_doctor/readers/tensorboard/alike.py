"""Records of one scalar that differ in time, step and value only: checked and decoded all at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from trainlog_doctor.readers.tensorboard.checksum import masked_crcs_like
from trainlog_doctor.readers.tensorboard.wire import read_event

if TYPE_CHECKING:
    import numpy.typing as npt

    from trainlog_doctor.model import FloatArray, IntArray
    from trainlog_doctor.readers.tensorboard.wire import Event

    Rows = npt.NDArray[np.uint8]
    Crcs = npt.NDArray[np.uint32]


def rows_at(data: bytes, begins: IntArray, size: int) -> Rows:
    """Copy records of one size out of a block: uint8 of shape (n_records, width), a width that is a multiple of eight.

    What stands behind them fills the rows.
    """
    width = -(-size // 8) * 8
    if int(begins.max()) + width > len(data):
        data += bytes(width)
    found: Rows = np.ndarray((len(data) - width + 1,), f"V{width}", data, strides=(1,))[begins].view(np.uint8)
    return found.reshape(-1, width)


class Pattern:
    """How a record of one scalar is laid out; every record that differs in time, step and value only is like it."""

    def __init__(self, payload: bytes, event: Event, width: int) -> None:
        self.scalar = event.scalars[0]
        self._event = event
        self._value = slice(self.scalar.at, self.scalar.at + len(self.scalar.raw))
        self._example = payload
        kept = bytearray(b"\xff" * len(payload))
        kept[event.wall_at : event.wall_at + 8] = bytes(8)
        kept[self._value] = bytes(len(self.scalar.raw))
        if event.step_at >= 0:  # of a step, the bits that say where it ends
            kept[event.step_at : event.step_end] = b"\x80" * (event.step_end - event.step_at)
        self._changing = (np.frombuffer(kept, np.uint8) != 0xFF).nonzero()[0]
        self._kept = np.frombuffer(kept.ljust(width, b"\0"), np.uint64)
        tag_at = max(payload.find(self.scalar.tag), 0)
        self._named = range(tag_at // 8, (tag_at + len(self.scalar.tag)) // 8 + 1)
        self._expected = np.frombuffer(payload.ljust(width, b"\0"), np.uint64) & self._kept

    @classmethod
    def of(cls, payload: bytes, width: int) -> Pattern | None:
        """Learn a record's layout, for rows of a width; None unless it holds one scalar, in bytes that numpy reads."""
        try:
            event = read_event(payload)
        except ValueError:
            return None
        if len(event.scalars) != 1 or event.wall_at < 0:
            return None
        scalar = event.scalars[0]
        return None if scalar.at < 0 or scalar.dtype == "bfloat16" else cls(payload, event, width)

    def match(self, rows: Rows) -> npt.NDArray[np.bool_]:
        """Tell which records, as `rows_at` gives them, are laid out so; bool of shape (n_records,)."""
        same: npt.NDArray[np.bool_] = (rows.view(np.uint64) & self._kept == self._expected).all(axis=1)
        return same

    def find(self, rows: Rows, chosen: IntArray) -> npt.NDArray[np.bool_]:
        """Tell it of chosen rows, of which most have another tag; bool of shape (n_chosen,)."""
        words = rows.view(np.uint64)
        left = np.arange(len(chosen))
        for place in self._named:
            left = left[words[chosen[left], place] & self._kept[place] == self._expected[place]]
        found = np.zeros(len(chosen), np.bool_)
        found[left] = self.match(rows.take(chosen[left], axis=0))
        return found

    def checksums(self, rows: Rows) -> Crcs:
        """Compute the checksums that such records must have; uint32 of shape (n_records,)."""
        return masked_crcs_like(self._example, rows, self._changing)

    def decode(self, rows: Rows) -> tuple[IntArray, FloatArray, FloatArray]:
        """Decode steps, values and wall times."""
        steps = np.zeros(len(rows), np.uint64)
        if self._event.step_at >= 0:
            for place in range(self._event.step_end - self._event.step_at):
                byte = rows[:, self._event.step_at + place].astype(np.uint64)
                steps |= (byte & np.uint64(0x7F)) << np.uint64(7 * place)
        walls = _view(rows[:, self._event.wall_at : self._event.wall_at + 8], "<f8")
        return steps.view(np.int64), _view(rows[:, self._value], self.scalar.dtype), walls


def _view(columns: Rows, dtype: str) -> FloatArray:
    return np.ascontiguousarray(columns).view(dtype).ravel().astype(np.float64)
