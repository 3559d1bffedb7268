"""What callbacks monitor in vain, blindly or the wrong way round, in the words of the log."""

from __future__ import annotations

import math
from bisect import bisect_left
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from trainlog_doctor.engine.measures.facts import (
    CHECKPOINT_NOT_IMPROVED,
    CHECKPOINT_SAVED,
    RESTORED_BEST,
    WARNING,
    numeric,
    of_kind,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from trainlog_doctor.engine.roles import Better
    from trainlog_doctor.engine.series import Series
    from trainlog_doctor.model import Fact, Run, Scalar

_CODES = frozenset({"early-stopping-metric-missing", "checkpoint-metric-missing", "reduce-lr-metric-missing"})
_VALIDATION = "val_"
_PRINTED = 1e-3
"""Difference of two numbers as lines print them, of 1 or of their size, that is more than their last digits."""
_FEWEST = 5
_FAR = 3.0


class Problem(NamedTuple):
    """A line of the log that shows a problem: what is monitored (empty: unknown), the words that show it, the epoch.

    The epoch is 0 where it is not known.
    """

    metric: str
    quotation: str
    epoch: int


def absent(run: Run) -> Iterator[Problem]:
    """Warnings about a metric that no epoch has.

    A metric that other epochs have (``validation_freq`` above 1) is no problem: callbacks pass over the gaps.
    """
    for fact in of_kind(run, WARNING):
        name = str(fact.data.get("detail") or "")
        if fact.data.get("code") in _CODES and name and name not in run.frame.columns:
            yield Problem(name, f"{name} … not available", fact.epoch or 0)


def inverted(run: Run, directions: Mapping[str, Better | None]) -> Iterator[Problem]:
    """Checkpoints whose line says "improved" while the metric got worse.

    The first one already tells: where lower counts as better, it improves from ``inf``.
    """
    for fact in of_kind(run, CHECKPOINT_SAVED):
        name = _monitor(fact)
        before, after = numeric(fact.data.get("previous")), numeric(fact.data.get("value"))
        better = directions.get(name)
        if better and before is not None and after is not None and _gain(before, after, better) < 0:
            yield Problem(name, f"{name} improved from {before:g} to {after:g}", fact.epoch or 0)


def ignored(run: Run, directions: Mapping[str, Better | None]) -> Sequence[Problem]:
    """Checkpoints that mostly say "did not improve" of a metric that is better than the best so far."""
    told, found = 0, []
    for fact in of_kind(run, CHECKPOINT_NOT_IMPROVED):
        name, best = _monitor(fact), numeric(fact.data.get("best"))
        better = directions.get(name)
        if better and best is not None:
            told += 1
            if _gain(best, _at(run, name, fact.epoch), better) > _PRINTED * max(1.0, abs(best)):
                found.append(Problem(name, f"{name} did not improve from {best:g}", fact.epoch or 0))
    return found if 2 * len(found) > max(told, _FEWEST) else []


def worst_put_back(run: Run, metrics: Sequence[Series]) -> Iterator[Problem]:
    """Early stopping that put back an epoch which is the worst of all, by every metric and beyond their jitter.

    A callback of its own metric may put back what is the best by that one alone (a recall, another output's loss), but
    hardly what is the worst by all.
    """
    known = {one.name for one in metrics}
    others = [name for name in run.frame.columns if name.startswith(_VALIDATION) and name not in known]
    for fact in of_kind(run, RESTORED_BEST):
        epoch = fact.data.get("best_epoch")
        worst = len(metrics) > 1 and all(_worst_at(one, epoch) for one in metrics)
        if worst and not any(_best_at(run, name, epoch) for name in others):
            yield Problem("", f"Restoring model weights from the end of the best epoch: {epoch}", fact.epoch or 0)


def _worst_at(metric: Series, epoch: Scalar) -> bool:
    cost = metric.cost
    if not metric.better or len(cost) < _FEWEST:
        return False
    worst = int(cost.argmax())
    return bool(metric.epochs[worst] == epoch and cost[worst] - cost[-1] > _FAR * metric.jitter)


def _best_at(run: Run, name: str, epoch: Scalar) -> bool:
    """Whether a column may be at its best: a loss at its lowest, anything else at its highest."""
    best = np.fmin if name.endswith("loss") else np.fmax
    return bool(_at(run, name, epoch) == best.reduce(run.frame.columns[name]))


def _at(run: Run, name: str, epoch: Scalar) -> float:
    """The value of a column at an epoch; NaN where there is none."""
    epochs = run.frame.epoch
    at = bisect_left(epochs, epoch) if isinstance(epoch, int) else len(epochs)
    return float(run.frame.columns[name][at]) if at < len(epochs) and epochs[at] == epoch else math.nan


def _gain(before: float, after: float, better: Better) -> float:
    return after - before if better == "higher" else before - after


def blind(run: Run) -> Iterator[Problem]:
    """Checkpoints by a training metric although its validation twin is in the log, and none goes by validation."""
    facts = of_kind(run, CHECKPOINT_SAVED, CHECKPOINT_NOT_IMPROVED)
    if any(_monitor(fact).startswith(_VALIDATION) for fact in facts):
        return
    for fact in facts:
        name = _monitor(fact)
        if name and _VALIDATION + name in run.frame.columns:
            words = "improved" if fact.kind == CHECKPOINT_SAVED else "did not improve"
            yield Problem(name, f"{name} {words}", fact.epoch or 0)


def problems(run: Run, metrics: Sequence[Series]) -> Sequence[Problem]:
    """Every problem, the plainest kind first; the direction of the given metrics is known."""
    directions = {one.name: one.better for one in metrics}
    return [
        *absent(run),
        *inverted(run, directions),
        *ignored(run, directions),
        *worst_put_back(run, metrics),
        *blind(run),
    ]


def _monitor(fact: Fact) -> str:
    return str(fact.data.get("monitor") or "")
