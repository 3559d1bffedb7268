"""How many of the planned epochs a run lacks."""

from __future__ import annotations

from trainlog_doctor.engine.statistic import Measurement, Series, Statistic


def missing_epochs(whole: Series) -> Measurement | None:
    """Planned epochs less the number of the last one; 0 where a callback ended the run. Unit: epochs.

    None where the log names no plan.
    """
    run, last = whole.run, int(whole.epochs[-1])
    if run.planned_epochs is None:
        return None
    missing = 0 if run.stopped_early else max(0, run.planned_epochs - last)
    return Measurement(float(missing), (last, last), {"last_epoch": last, "planned": run.planned_epochs})


MISSING_EPOCHS = Statistic(missing_epochs, fields=("last_epoch", "planned"), lacks="planned_epochs")
