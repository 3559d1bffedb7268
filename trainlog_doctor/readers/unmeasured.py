"""Zeros that nothing measured: of epochs in which no batch was seen, and of losses that were NaN."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trainlog_doctor.brief import first_few
from trainlog_doctor.model import Notice
from trainlog_doctor.readers.histories import names
from trainlog_doctor.record import replace
from trainlog_doctor.regex import regex

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    import numpy.typing as npt

    from trainlog_doctor.model import Frame, Run

LOSS, _NORM = "loss", "grad_norm"
SCORE = regex(r"(?i)acc|auc|precision|recall|f1|dice|iou")
MOST_NAMED = 3


def without_unmeasured(runs: Sequence[Run]) -> list[Run]:
    """Leave out what runs tell of epochs without batches, and say so; nearly every run stays as it is.

    Such an epoch has losses and scores of exactly 0, which no model can have at once.
    """
    return [_measured(_with_hidden_nans(run)) for run in runs]


def _with_hidden_nans(run: Run) -> Run:
    """Read losses of 0 as NaN where all their gradients are: Hugging Face's Trainer leaves NaN out of its sums."""
    import numpy as np

    frame = run.frame
    for norm, printed in frame.logged_nan.items():
        name = norm.removesuffix(_NORM) + LOSS
        loss = frame.columns.get(name) if norm.endswith(_NORM) else None
        zeros = () if loss is None else frame.epoch[loss == 0].tolist()
        if loss is not None and zeros and set(printed).issuperset(zeros):
            told = tuple(sorted({*zeros, *frame.logged_nan.get(name, ())}))
            columns = {**frame.columns, name: np.where(loss == 0, np.nan, loss)}
            few = first_few(zeros, MOST_NAMED)
            notice = Notice("histories.hidden_nans", run.line, {"column": name, "count": len(zeros), "epochs": few})
            read = replace(frame, columns=columns, logged_nan={**frame.logged_nan, name: told})
            return replace(run, frame=read, notices=(*run.notices, notice))
    return run


def _measured(run: Run) -> Run:
    loss = run.frame.columns.get(LOSS)
    if loss is None or loss.all() or not any(map(SCORE.search, run.frame.columns)):
        return run
    # No batch is needed for steps, times and learning rates.
    counted = frozenset(name for name in run.frame.columns if names.is_beside(name) or names.is_step(name))
    empty = _unmeasured(run.frame, counted)
    if not empty.any():
        return run
    epochs = run.frame.epoch[empty].tolist()
    told = first_few(epochs, MOST_NAMED)
    notice = Notice("histories.empty_epochs", run.line, {"count": len(epochs), "epochs": told})
    return replace(run, frame=_without(run.frame, empty, counted), notices=(*run.notices, notice))


def _unmeasured(frame: Frame, counted: frozenset[str]) -> npt.NDArray[np.bool_]:
    """Find epochs of zeros among others whose scores all rise above 0: one that never does may well end at 0."""
    import numpy as np

    measured = {name: values for name, values in frame.columns.items() if name not in counted}
    scores = [values for name, values in measured.items() if SCORE.search(name)]
    zeros = np.all([(values == 0) | np.isnan(values) for values in measured.values()], axis=0)
    empty = zeros & (frame.columns[LOSS] == 0) & np.any([values == 0 for values in scores], axis=0)
    scored = all((values != 0)[~empty].all() for values in scores)
    return empty if scored and not empty.all() else np.zeros_like(empty)


def _without(frame: Frame, empty: npt.NDArray[np.bool_], counted: frozenset[str]) -> Frame:
    """Put NaN (not logged) into epochs, but not into columns of counts."""
    import numpy as np

    columns = {
        name: values if name in counted else np.where(empty, np.nan, values) for name, values in frame.columns.items()
    }
    return replace(frame, columns=columns)
