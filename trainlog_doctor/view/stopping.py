"""When to stop: code for the next run, what early stopping would have done in this one, and whether to end it now."""

from __future__ import annotations

import json
from itertools import groupby
from typing import TYPE_CHECKING

from trainlog_doctor.i18n import translations
from trainlog_doctor.i18n.neutral import neutral
from trainlog_doctor.i18n.numbers import number
from trainlog_doctor.record import asdict
from trainlog_doctor.view.best import shown_from, values_at
from trainlog_doctor.view.model import CallbacksView, StopNowView, StoppingView, StopsView
from trainlog_doctor.view.phrases import duration, each, moved, same

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from trainlog_doctor.engine.roles import RoleColumn
    from trainlog_doctor.i18n import Text
    from trainlog_doctor.judgement.advice import Callbacks, Stop, StopNow
    from trainlog_doctor.judgement.diagnosis import Diagnosis

_NONE = same("–")
_CALLS = """\
ModelCheckpoint(
    "best.keras",
    monitor={monitor}, mode="{mode}",
    save_best_only=True,
)
EarlyStopping(
    monitor={monitor}, mode="{mode}",
    patience={patience}{delta},
    restore_best_weights=True,
)"""
"""Code that fits the narrowest terminal unbroken."""


def stopping(diagnosis: Diagnosis) -> StoppingView:
    """Word when to stop."""
    return StoppingView(
        _callbacks(diagnosis),
        _table(diagnosis),
        tuple(asdict(stop) for stop in diagnosis.stops),
        _now(diagnosis.stop_now),
    )


def _callbacks(diagnosis: Diagnosis) -> CallbacksView | None:
    advised = diagnosis.callbacks
    if advised is None:
        return None
    return CallbacksView(_code(advised), _because(advised, diagnosis), advised)


def _code(advised: Callbacks) -> str:
    """Write ModelCheckpoint and EarlyStopping for this run."""
    # A JSON string is a Python string: whatever the metric's name holds, it stays inside its quotes.
    monitor = json.dumps(neutral(advised.monitor), ensure_ascii=False)
    delta = f", min_delta={number(advised.min_delta)}" if advised.min_delta else ""
    return _CALLS.format(monitor=monitor, mode=advised.mode, patience=advised.patience, delta=delta)


def _because(advised: Callbacks, diagnosis: Diagnosis) -> Text:
    """Say why so long, and what it would have come to; the epoch to keep is told where they had kept another."""
    best, begins = diagnosis.best, shown_from(diagnosis.run)
    other = "" if best is None or advised.data.get("kept") == best.epoch else best.epoch
    instead = {"chosen": "", "finer": "", "finer" if advised.min_delta else "chosen": other, "begins": begins}
    told = {"wait": advised.data["wait"] or "", "monitor": advised.monitor, "patience": advised.patience}
    data = {**advised.data, **instead, **told}
    reason = translations(f"callbacks.{advised.patience_reason}", data)
    if advised.patience_reason == "short":  # No patience ends so short a run.
        return reason
    replayed = translations("callbacks.replayed" if "stopped" in data else "callbacks.replayed_whole", data)
    return each("callbacks.joined", {"reason": reason, "replayed": replayed})


def _table(diagnosis: Diagnosis) -> StopsView | None:
    """Word the table; None where no patience would have changed anything. Those that come to the same share a row."""
    found, best, epochs = diagnosis.stops, diagnosis.best, len(diagnosis.run.frame)
    if best is None or all(one.patience >= epochs or (one.saved_epochs, one.kept) == (0, best.epoch) for one in found):
        return None
    metrics = tuple(dict.fromkeys(name for stop in found for name in stop.cost))
    scale = {
        column.name: _scale(column, values_at(diagnosis.run.frame, best.epoch)) for column in diagnosis.roles.values()
    }
    timed = any(stop.saved_seconds is not None for stop in found)
    before, after = ("monitor", "patience", "stops", "returns"), ("saved", "time")[: 1 + timed]
    return StopsView(
        title=_word("title"),
        headings=(
            *(_word(f"heading.{name}") for name in before),
            *(same(neutral(name)) for name in metrics),
            *(_word(f"heading.{name}") for name in after),
        ),
        rows=tuple(_row(list(group), metrics, scale, timed) for _, group in groupby(found, key=_outcome)),
        note=_word("note", {"epoch": best.epoch, "begins": shown_from(diagnosis.run)}),
    )


def _now(found: StopNow | None) -> StopNowView | None:
    """Word whether to go on."""
    if found is None:
        return None
    data = {"since": found.since, "keep": found.keep, **found.data}
    return StopNowView(found, translations(f"stop_now.{found.reason}", data))


def _word(name: str, data: Mapping[str, object] | None = None) -> Text:
    return translations(f"stopping.{name}", data)


def _outcome(stop: Stop) -> tuple[object, ...]:
    return stop.monitor, stop.stopped, stop.kept


def _row(group: Sequence[Stop], metrics: Sequence[str], scale: Mapping[str, float], timed: bool) -> tuple[Text, ...]:
    first, last = group[0], group[-1]
    waits = str(first.patience) if first is last else f"{first.patience}–{last.patience}"
    return (
        same(neutral(first.monitor)),
        same(waits),
        _word("never") if first.stopped is None else _word("epoch", {"epoch": first.stopped}),
        _word("epoch", {"epoch": first.kept}),
        *(same(_change(first.cost.get(name), scale[name])) for name in metrics),
        same(str(first.saved_epochs)) if first.saved_epochs else _NONE,
        *((_saved(first.saved_seconds),) if timed else ()),
    )


def _saved(seconds: float | None) -> Text:
    """Whole seconds, of any number that a log may claim."""
    return _NONE if seconds is None else duration(float(f"{seconds:.0f}"))


def _scale(column: RoleColumn, kept: Mapping[str, float]) -> float:
    """What a change is told by: the value at the epoch to keep where that is a positive loss (a share), else nothing.

    Negative where a higher value is better, since costs count the other way.
    """
    return -1.0 if column.better == "higher" else max(0.0, kept.get(column.name, 0.0))


def _change(cost: float | None, scale: float) -> str:
    """How a metric differs from that of the epoch to keep: in per cent of a positive loss, else as a difference."""
    if cost is None:
        return "–"
    change = cost / scale if scale > 0 else -cost if scale < 0 else cost
    return moved(change, 1, share=scale > 0) or "="
