"""What to do after a run, as numbers and codes: which epoch to keep, what callbacks to use, whether to stop."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias

from trainlog_doctor.record import dataclass, field

if TYPE_CHECKING:
    from collections.abc import Mapping

    from trainlog_doctor.judgement.course import Datum

Mode: TypeAlias = Literal["min", "max"]
"""Direction in which a monitored metric improves, as Keras' callbacks name it."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """An epoch that somebody might keep.

    Attributes
    ----------
    by
        Metric name it is best by, or ``last``.
    epoch
        1-based.
    value
        The metric there; None for ``last``.
    ties
        Other epochs whose value differs by less than the series' noise, rising.
    """

    by: str
    epoch: int
    value: float | None
    ties: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class BestEpoch:
    """The epoch whose weights to keep.

    Attributes
    ----------
    by
        Metric (or ``a+b`` for a weighing of two) that decided.
    reason, data
        Key of the catalogue topic ``best`` and the values of its placeholders.
    candidates
        In the order of the report's table: by val_loss, by the main metric, last.
    """

    epoch: int
    by: str
    reason: str
    candidates: tuple[Candidate, ...]
    data: Mapping[str, Datum] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Callbacks:
    """Arguments of ModelCheckpoint and EarlyStopping that fit this run.

    Attributes
    ----------
    monitor, mode
        Metric name as logged, and ``min`` or ``max``.
    patience
        Epochs; more than the longest wait before an improvement that this run shows.
    min_delta
        Half the noise of the monitored series, rounded to one digit; 0 where there is none.
    patience_reason, data
        Key of the catalogue topic ``callbacks`` and its placeholders: what in the run the patience comes from.
    """

    monitor: str
    mode: Mode
    patience: int
    min_delta: float
    patience_reason: str
    data: Mapping[str, Datum] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Stop:
    """What ``EarlyStopping(monitor, patience, restore_best_weights=True)`` would have done to this run.

    Attributes
    ----------
    monitor, mode
        Metric name as logged, and ``min`` or ``max``.
    stopped
        Epoch after which it would have ended the run; None where the run would have come to its end.
    kept
        Epoch whose weights it would have put back.
    cost
        Judged metric to what it is worse by at ``kept`` than at the epoch to keep, in its own unit (negative: better).
        Metrics without a value at either are left out.
    saved_epochs
        Epochs of the run that would not have been trained.
    saved_seconds
        What these took; None where the log gives no times.
    """

    monitor: str
    mode: Mode
    patience: int
    stopped: int | None
    kept: int
    cost: Mapping[str, float]
    saved_epochs: int
    saved_seconds: float | None


@dataclass(frozen=True, slots=True)
class StopNow:
    """Whether a training that may still go on should be ended, by what its log says so far.

    Attributes
    ----------
    since
        First epoch after which that was so, without a break until now; None unless ``now``.
    keep
        The epoch whose weights to keep of those so far; None where none can be named.
    reason, data
        Key of the catalogue topic ``stop_now`` and the values of its placeholders.
    """

    now: bool
    since: int | None
    keep: int | None
    reason: str
    data: Mapping[str, Datum] = field(default_factory=dict)
