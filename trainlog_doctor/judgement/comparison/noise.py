"""How large a difference may be by chance."""

from __future__ import annotations

import math
from statistics import fmean, variance
from typing import TYPE_CHECKING

from trainlog_doctor.judgement.comparison.result import Noise

if TYPE_CHECKING:
    from collections.abc import Sequence

    from trainlog_doctor.judgement.comparison.model import Reached, Standing

_SEED_SHARE = 0.02
"""Deviation, as a share of the loss or of the error, between trainings that differ in their seed only.

Ten seeds of a configuration spread by 0.02 % to 4 % of the lowest loss in the DeepOBS baselines, most by 1 % to 2 %,
and by 0.3 % to 3 % of the lowest error (https://github.com/fsschneider/DeepOBS_Baselines). One run shows nothing of it.
"""


def noise(base: Standing, other: Standing, samples: tuple[int | None, int | None]) -> Noise:
    """Measure the chance in the difference of two standings.

    Parameters
    ----------
    samples
        How many examples each side is validated on; None where the logs do not say.
    """
    if len(base.reached) > 1 or len(other.reached) > 1:
        return Noise(folds=_of_folds(base, other))
    return Noise(
        jitter=_of_epochs(base.reached[0], other.reached[0]),
        sampling=_of_samples(base, other, samples),
        seeds=math.hypot(_of_seeds(base), _of_seeds(other)),
    )


def _of_folds(base: Standing, other: Standing) -> float:
    """Deviation of the difference of two means over folds.

    The trainings of a cross-validation share most of their data: their variance understates that of the mean
    by the share of the data that is held out (Nadeau and Bengio 2003), for k folds 1 / (k - 1) of it.
    A side of a single training is taken to vary as the other does.
    """
    values = [[one.value for one in side.reached] for side in (base, other)]
    spread = max(variance(side) for side in values if len(side) > 1)
    own = [variance(side) if len(side) > 1 else spread for side in values]
    return math.sqrt(sum(one * _share_of_mean(len(side)) for one, side in zip(own, values, strict=True)))


def _share_of_mean(count: int) -> float:
    return 1 / count + 1 / (count - 1) if count > 1 else 1.0


def _of_epochs(base: Reached, other: Reached) -> float:
    """Deviation of a difference of two epochs; a run too short to tell its jitter is taken to jitter as the other."""
    known = [one.jitter for one in (base, other) if one.jitter is not None]
    return math.hypot(*known) if len(known) != 1 else math.sqrt(2) * known[0]


def _of_samples(base: Standing, other: Standing, samples: Sequence[int | None]) -> float:
    """Deviation of a difference of two shares, each counted on so many examples."""
    if not (base.proportion and other.proportion and all(samples)):
        return 0.0
    return math.hypot(*(_of_share(side, count or 1) for side, count in zip((base, other), samples, strict=True)))


def _of_share(standing: Standing, count: int) -> float:
    share = mean(standing)
    return math.sqrt(max(0.0, share * (standing.whole - share)) / count)


def _of_seeds(standing: Standing) -> float:
    """What another seed alone changes: a part of a loss, or of what a score lacks of its highest value."""
    value = mean(standing)
    if standing.better == "lower" or not 0 <= value <= standing.whole:
        return _SEED_SHARE * abs(value)
    return _SEED_SHARE * (standing.whole - value)


def mean(standing: Standing) -> float:
    """What a side reaches on average over its trainings."""
    return fmean(one.value for one in standing.reached)


def deviation(standing: Standing) -> float | None:
    """Standard deviation over a side's trainings; None for a single one."""
    values = [one.value for one in standing.reached]
    return math.sqrt(variance(values)) if len(values) > 1 else None
