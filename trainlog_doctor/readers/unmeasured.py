"""Epochs in which no batch was seen: loss and score are both exactly 0, which no model can have at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trainlog_doctor.record import replace
from trainlog_doctor.regex import regex

if TYPE_CHECKING:
    from trainlog_doctor.model import Frame

LOSS = "loss"
SCORE = regex(r"(?i)acc|auc|precision|recall|f1|dice|iou")
SETTING = regex(r"(?i)^(?:lr|learning.rate)$")
"""What is set and not measured."""


def without_unmeasured(frame: Frame) -> tuple[Frame, tuple[int, ...]]:
    """Take the values of epochs without batches out of a frame in which other epochs have some.

    Parameters
    ----------
    frame
        A run's table; it stays as it is.

    Returns
    -------
    Frame
        The table with NaN (not logged) in those epochs.
    tuple of int
        Those epochs, 1-based; none in nearly every run.
    """
    import numpy as np

    loss = frame.columns.get(LOSS)
    if loss is None or np.count_nonzero(loss) in (0, len(loss)) or not any(map(SCORE.search, frame.columns)):
        return frame, ()
    measured = [values for name, values in frame.columns.items() if not SETTING.search(name)]
    empty = (loss == 0) & np.all([(values == 0) | np.isnan(values) for values in measured], axis=0)
    if not empty.any():
        return frame, ()
    columns = {
        name: values if SETTING.search(name) else np.where(empty, np.nan, values)
        for name, values in frame.columns.items()
    }
    return replace(frame, columns=columns), tuple(frame.epoch[empty].tolist())
