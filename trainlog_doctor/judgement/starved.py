"""Epochs for which hardly any data was left: Keras 3 goes on where it has run out, and every second one is such.

Their values tell of a few batches, and are left out of what is judged.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from trainlog_doctor.model import Notice
from trainlog_doctor.record import replace

if TYPE_CHECKING:
    import numpy.typing as npt

    from trainlog_doctor.model import FloatArray, Frame, Run

RAN_OUT = "ran-out-of-data"
"""Code of the warning that Keras prints once."""

FEWEST, FEWEST_SAID = 3, 2
"""How many epochs must be so short; and where the log has the warning."""

SHARE, SHARE_SAID = 1 / 8, 1 / 3
"""How long such an epoch takes at most, as a share of either neighbour: validation may take its time in both."""

SHORTEST = 5.0
"""Seconds of whole epochs that tell without the warning: Keras prints whole seconds, and 0 s beside 1 s is rounding."""


def without_starved(run: Run) -> Run:
    """Leave out (NaN) the epochs that saw a few batches, and say so; nearly every run stays as it is."""
    if run.epoch_seconds is None:
        return run
    starved = starved_epochs(run.epoch_seconds, any(fact.data.get("code") == RAN_OUT for fact in run.facts))
    if not starved.any() or _logs_less(run.frame, starved):
        return run
    epochs = run.frame.epoch[starved].tolist()
    columns = {name: np.where(starved, np.nan, values) for name, values in run.frame.columns.items()}
    left = {name: tuple(sorted({*told}.difference(epochs))) for name, told in run.frame.logged_nan.items()}
    nans = {name: told for name, told in left.items() if told}
    notice = Notice("histories.starved_epochs", run.line_of(epochs[0]), {"count": len(epochs), "first": epochs[0]})
    return replace(run, frame=replace(run.frame, columns=columns, logged_nan=nans), notices=(*run.notices, notice))


def _logs_less(frame: Frame, starved: npt.NDArray[np.bool_]) -> bool:
    """Tell whether such epochs lack a metric: then they are short because nothing is validated in them."""
    return any(
        name not in frame.logged_nan and np.isnan(values[starved]).all() for name, values in frame.columns.items()
    )


def starved_epochs(seconds: FloatArray, said: bool) -> npt.NDArray[np.bool_]:
    """Find every second epoch, from one on to the end, beside which its neighbours take many times as long.

    Parameters
    ----------
    seconds
        Of shape (n_epochs,); NaN, not logged, is neither short nor long.
    said
        Whether the log says that the data ran out.

    Returns
    -------
    ndarray of bool, of shape (n_epochs,)
    """
    share, fewest, shortest = (SHARE_SAID, FEWEST_SAID, 0.0) if said else (SHARE, FEWEST, SHORTEST)
    short = seconds[1:] <= share * seconds[:-1]
    short &= seconds[:-1] > shortest
    short[:-1] &= seconds[1:-1] <= share * seconds[2:]
    starved = np.concatenate(([False], short))
    at = np.flatnonzero(starved)
    every_second = len(at) >= fewest and (np.diff(at) == 2).all() and at[-1] >= len(seconds) - 2
    return starved if every_second else np.zeros_like(starved)
