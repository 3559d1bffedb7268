"""Checkpoints that are chosen by a training metric although the log has its validation twin."""

from __future__ import annotations

from trainlog_doctor.engine.facts import CHECKPOINT_NOT_IMPROVED, CHECKPOINT_SAVED, is_transcript, of_kind
from trainlog_doctor.engine.statistic import Measurement, Series, Statistic

_VALIDATION = "val_"


def training_monitors(whole: Series) -> Measurement | None:
    """Count the checkpoint lines that name a training metric; 0 when any checkpoint goes by validation.

    None where the kind of log cannot show any.

    Fields
    ------
    metric, twin
        The monitored metric and the validation metric of the same kind.
    """
    run = whole.run
    if not is_transcript(run):
        return None
    monitors = [str(fact.data.get("monitor") or "") for fact in of_kind(run, CHECKPOINT_SAVED, CHECKPOINT_NOT_IMPROVED)]
    judged = any(name.startswith(_VALIDATION) for name in monitors)
    blind = [] if judged else [name for name in monitors if _VALIDATION + name in run.frame.columns]
    metric = blind[0] if blind else ""
    return Measurement(float(len(blind)), None, {"metric": metric, "twin": _VALIDATION + metric})


TRAINING_MONITORS = Statistic("training_monitors", training_monitors, fields=("twin",), lacks="callback_lines")
