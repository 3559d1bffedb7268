"""Records of one scalar that differ in time, step and value only: checked and decoded all at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from trainlog_doctor.readers.tensorboard.checksum import CRC_BYTES, masked_crcs_like
from trainlog_doctor.readers.tensorboard.wire import read_event

if TYPE_CHECKING:
    import numpy.typing as npt

    from trainlog_doctor.model import FloatArray, IntArray
    from trainlog_doctor.readers.tensorboard.wire import Event

    Rows = npt.NDArray[np.uint8]
    Crcs = npt.NDArray[np.uint32]


class Pattern:
    """How a record of one scalar is laid out; every record that differs in time, step and value only is like it."""

    def __init__(self, payload: bytes, event: Event) -> None:
        self.scalar = event.scalars[0]
        self._event = event
        self._value = slice(self.scalar.at, self.scalar.at + len(self.scalar.raw))
        self._example = payload
        kept = bytearray(b"\xff" * len(payload))
        kept[event.wall_at : event.wall_at + 8] = bytes(8)
        kept[self._value] = bytes(len(self.scalar.raw))
        if event.step_at >= 0:  # of a step, the bits that say where it ends
            kept[event.step_at : event.step_end] = b"\x80" * (event.step_end - event.step_at)
        self._kept = np.frombuffer(kept, np.uint8)
        self._changing = (self._kept != 0xFF).nonzero()[0]

    @classmethod
    def of(cls, payload: bytes) -> Pattern | None:
        """Learn a record's layout; None unless it holds one scalar, in bytes that numpy reads."""
        try:
            event = read_event(payload)
        except ValueError:
            return None
        if len(event.scalars) != 1 or event.wall_at < 0:
            return None
        scalar = event.scalars[0]
        return None if scalar.at < 0 or scalar.dtype == "bfloat16" else cls(payload, event)

    def match(self, rows: Rows) -> npt.NDArray[np.bool_]:
        """Tell which records are laid out so; bool of shape (n_records,)."""
        kept = rows[:, :-CRC_BYTES] & self._kept
        same: npt.NDArray[np.bool_] = (kept == np.frombuffer(self._example, np.uint8) & self._kept).all(axis=1)
        return same

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
