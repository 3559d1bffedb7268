"""What a statistic is: a pure function over one or more series, with its declaration."""

from __future__ import annotations

from dataclasses import field
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, TypeAlias

import numpy as np

from trainlog_doctor.engine.measures.half_epoch import shifted
from trainlog_doctor.engine.measures.noise import TIE, jitter_of_finite
from trainlog_doctor.engine.measures.windows import running_median
from trainlog_doctor.record import dataclass

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Mapping

    from trainlog_doctor.engine.roles import Better
    from trainlog_doctor.model import FloatArray, IntArray, Run

ArgumentKind: TypeAlias = Literal["count", "number", "word"]


@dataclass(frozen=True, eq=False)
class Series:
    """The points of one column, as statistics see them. What few rules ask for is computed when first asked for.

    Attributes
    ----------
    name
        The column's name.
    better
        Direction in which it improves.
    epochs
        int64 array of shape (n_points,), 1-based, rising.
    values
        float64 array of shape (n_points,), finite.
    run
        The run it belongs to.
    memory
        What measures made of it, see ``engine.measures.remembered``.
    """

    name: str
    better: Better | None
    epochs: IntArray
    values: FloatArray
    run: Run
    memory: dict[Hashable, Any] = field(default_factory=dict)

    @cached_property
    def cost(self) -> FloatArray:
        """``values`` turned so that lower is better."""
        return -self.values if self.better == "higher" else self.values

    @cached_property
    def best(self) -> int:
        """Position of the best point, the earliest one among equals; the series must have a point."""
        return int(self.cost.argmin())

    @cached_property
    def lowest(self) -> float:
        """Cost of the best point; the series must have a point."""
        return float(self.cost[self.best])

    @cached_property
    def steps(self) -> FloatArray:
        """Differences of consecutive costs, shape (n_points - 1,): positive where the series got worse."""
        return self.cost[1:] - self.cost[:-1]

    @cached_property
    def smooth(self) -> FloatArray:
        """``cost`` smoothed over three epochs, shape (n_points,)."""
        return running_median(self.cost)

    @cached_property
    def epoch_ends(self) -> tuple[IntArray, FloatArray]:
        """Cost of training at the ends of epochs, see ``engine.measures.half_epoch``: epochs and costs."""
        return shifted(self.epochs, self.cost)

    @cached_property
    def bounds(self) -> tuple[float, float]:
        """Lowest and highest value; the series must have a point."""
        lowest, highest = self.values[self.values.argmin()], self.values[self.values.argmax()]  # half the time of min()
        return float(lowest), float(highest)

    @cached_property
    def jitter(self) -> float:
        """Noise of ``values`` (see ``engine.measures.noise``), in their unit."""
        return jitter_of_finite(self.values)

    @cached_property
    def last_gain(self) -> int:
        """Epoch of the earliest point that ties with the best; the series must have a point."""
        tie = self.cost <= self.lowest + TIE * self.jitter
        return int(self.epochs[int(tie.argmax())])

    @cached_property
    def nonfinite(self) -> tuple[int, ...]:
        """Epochs at which the log itself printed NaN or an infinity, rising."""
        frame = self.run.frame
        logged = frame.logged_nan.get(self.name, ())
        if not logged and len(self.values) == len(frame):
            return ()
        there = self.name in frame.columns
        infinite = frame.epoch[np.isinf(frame.columns[self.name])].tolist() if there else ()
        return tuple(sorted({*logged, *infinite}))


class Measurement(NamedTuple):
    """A statistic's result; a tuple, since a hundred of them are made for every run of a sweep.

    Attributes
    ----------
    value
        What is compared with the threshold.
    epochs
        First and last epoch (1-based) that the value speaks of; None where it speaks of none in particular.
    fields
        The further values that the statistic declares.
    """

    value: float
    epochs: tuple[int, int] | None = None
    fields: Mapping[str, float | int | str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Argument:
    """An argument of a statistic: what may be given, and its default (None: must be given)."""

    kind: ArgumentKind
    default: float | str | None = None
    words: tuple[str, ...] = ()


@dataclass(frozen=True)
class Statistic:
    """A statistic's declaration.

    Attributes
    ----------
    name
        As rule files write it; the module's own name.
    compute
        Called with the series (one or two, positional) and the arguments by name; None means that the series do not
        allow an answer.
    inputs
        Number of series.
    points
        Finite points that each series must have.
    arguments
        By name.
    fields
        Names of the placeholders beyond ``value`` and ``metric`` that a measurement carries.
    required
        How many of the inputs, from the first on, must be in the log; ``compute`` is given None for a missing other.
        None stands for all.
    lacks
        Why ``compute`` gave no answer, as a key of the catalogue topic ``reasons``.
    """

    name: str
    compute: Callable[..., Measurement | None]
    inputs: int = 1
    points: int = 1
    arguments: Mapping[str, Argument] = field(default_factory=dict)
    fields: tuple[str, ...] = ()
    required: int | None = None
    lacks: str = "not_computable"

    @cached_property
    def defaults(self) -> dict[str, float | str]:
        """Arguments that a rule may leave out."""
        return {name: argument.default for name, argument in self.arguments.items() if argument.default is not None}
