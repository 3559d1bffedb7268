"""What is compared: sides, and what each of them reaches."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trainlog_doctor.record import dataclass

if TYPE_CHECKING:
    from collections.abc import Mapping

    from trainlog_doctor.engine.roles import Better
    from trainlog_doctor.judgement.diagnosis import Diagnosis
    from trainlog_doctor.model import Scalar


@dataclass(frozen=True, slots=True)
class Training:
    """One training: a run, or several that go on from each other.

    Attributes
    ----------
    phases
        In their order; the last one ends the training.
    judged
        The phase whose numbers are compared: the one that holds the epoch to keep.
    epochs
        How many epochs all phases have together.
    """

    phases: tuple[Diagnosis, ...]
    judged: Diagnosis
    epochs: int

    @property
    def complete(self) -> bool:
        """Whether it came to its planned end, or was ended by a callback."""
        return self.phases[-1].run.complete


@dataclass(frozen=True, slots=True)
class Side:
    """What is compared: one training, or the folds of a cross-validation, which count as one."""

    path: str
    trainings: tuple[Training, ...]

    @property
    def first(self) -> Diagnosis:
        """The diagnosis that speaks for what all of them share."""
        return self.trainings[0].judged


@dataclass(frozen=True, slots=True)
class Reached:
    """The best that one training reaches by one metric.

    Attributes
    ----------
    training
        The training's counterpart of the metric at that epoch; None where it is not logged.
    jitter
        Deviation of the metric's own noise; None for fewer epochs than tell it.
    """

    value: float
    epoch: int
    training: float | None
    jitter: float | None


@dataclass(frozen=True, slots=True)
class Standing:
    """What a side reaches by one metric.

    Attributes
    ----------
    metric, training
        The column, as this side logs it, and its counterpart of the training; None where there is none.
    proportion
        Whether it is a share of right answers, whose sampling error is known.
    whole
        What a perfect share is written as: 100 where this side logs it in per cent.
    """

    metric: str
    training: str | None
    better: Better
    proportion: bool
    reached: tuple[Reached, ...]
    whole: float = 1.0


@dataclass(frozen=True, slots=True)
class FactRow:
    """Something that the logs say of what was trained, one value a side; None where a log does not say."""

    key: str
    values: tuple[Scalar | Mapping[str, Scalar], ...]

    @property
    def differs(self) -> bool:
        """Whether the logs that speak of it say different things."""
        told = [value for value in self.values if value is not None]
        return any(value != told[0] for value in told)
