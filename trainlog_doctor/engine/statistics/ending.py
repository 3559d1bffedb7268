"""How a run ended: as planned, by a callback, or broken off."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trainlog_doctor.engine.measures.facts import BROKEN_OFF, of_kind
from trainlog_doctor.engine.statistic import Measurement, Series, Statistic

if TYPE_CHECKING:
    from trainlog_doctor.model import Fact

_LONGEST_QUOTATION = 80


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


def ended_by_callback(whole: Series) -> Measurement:
    """1 where the log says that a callback ended the run before the planned epochs, else 0."""
    return Measurement(float(whole.run.stopped_early))


ENDED_BY_CALLBACK = Statistic(ended_by_callback)


def signs_of_a_break(whole: Series) -> Measurement | None:
    """Count the signs: an epoch that had begun, an interrupt, exhausted memory; a traceback if an epoch had begun.

    A traceback behind a finished epoch may be that of code which came after the training. An epoch that had begun
    is no sign by itself where the first epochs are missing too: whoever cut the log there cut it here. None where the
    log names no plan.

    Fields
    ------
    quotation
        The plainest sign as the log has it; the header of the last epoch where there is none.
    """
    run = whole.run
    if run.planned_epochs is None:
        return None
    begun = run.unfinished.epoch if run.unfinished else 0
    kinds = BROKEN_OFF if begun else BROKEN_OFF[:-1]
    broken = sorted(of_kind(run, *kinds), key=lambda fact: kinds.index(fact.kind))
    header = f"Epoch {begun or int(whole.epochs[-1])}/{run.planned_epochs}"
    quotation = _quote(broken[0]) if broken else header
    excerpt = whole.epochs[0] > 1 and run.continues is None
    return Measurement(float(len(broken) + bool(begun and not excerpt)), None, {"quotation": quotation})


def _quote(fact: Fact) -> str:
    text = next((value for value in fact.data.values() if isinstance(value, str)), fact.kind)
    return text if len(text) <= _LONGEST_QUOTATION else text[: _LONGEST_QUOTATION - 1] + "…"


SIGNS_OF_A_BREAK = Statistic(signs_of_a_break, fields=("quotation",), lacks="planned_epochs")
