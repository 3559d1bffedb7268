"""What a line of a Keras log can say."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Mapping

    from trainlog_doctor.model import Scalar


RATES = frozenset({"lr", "learning_rate"})
"""What callbacks add to the last line of an epoch and is measured nowhere."""


def is_validation(name: str) -> bool:
    """Whether a name is that of a validation metric."""
    return name.startswith("val_")


def is_of_training(name: str) -> bool:
    """Whether a name is that of a metric of the training data."""
    return not is_validation(name) and name not in RATES


class Header(NamedTuple):
    """``Epoch 3/50``; ``planned`` is None without a total, and ``own`` tells ``Epoch 3 / 50``, as programs print it."""

    epoch: int
    planned: int | None
    own: bool = False


class Status(NamedTuple):
    """A progress bar or a verbose=2 line.

    Attributes
    ----------
    step, total
        Counter of the bar; None where the line has none, ``total`` also where it says ``Unknown``.
    heavy
        Whether its bar is that of Keras 3, without brackets.
    unpaced
        Whether its bar has no ``1ms/step``, as until Keras 2.0.8, where ``evaluate`` showed no metrics.
    running
        Whether the line itself says that the epoch goes on (``ETA``).
    seconds
        Seconds the epoch took; NaN where not told.
    names, values
        The metrics in the order of the line.
    lists
        Names whose values are lists, which no column can hold.
    places
        Digits behind the point of the last value; None where that tells nothing.
    """

    step: int | None
    total: int | None
    heavy: bool
    running: bool
    seconds: float
    names: tuple[str, ...]
    values: tuple[float, ...]
    lists: tuple[str, ...] = ()
    places: int | None = None
    unpaced: bool = False

    @property
    def validated(self) -> bool:
        """Whether it holds a validation metric, which only the last line of an epoch of ``fit`` does."""
        return any(map(is_validation, self.names))

    @property
    def trained(self) -> dict[str, float]:
        """The metrics of the training data."""
        return {name: value for name, value in zip(self.names, self.values, strict=True) if is_of_training(name)}

    def repeats(self, earlier: Status) -> bool:
        """Whether it prints every training value of an earlier line again, as a bar that is drawn again does."""
        again = self.trained
        return all(repr(again.get(name)) == repr(value) for name, value in earlier.trained.items())

    @property
    def full(self) -> bool:
        """Whether the counter has reached its total; a line without a counter is printed at the end only.

        So are validation metrics, which tell the end where the total is ``Unknown``.
        """
        if self.step is None:
            return True
        return self.validated if self.total is None else self.step >= self.total

    @property
    def ends(self) -> bool:
        """Whether it may be the last line of its epoch."""
        return self.full and not self.running


class Pairs(NamedTuple):
    """Metrics that a callback of the user printed.

    Attributes
    ----------
    names, values
        As printed.
    marked
        Whether a leading dash or a ``val_`` shows that they go with the epoch.
    """

    names: tuple[str, ...]
    values: tuple[float, ...]
    marked: bool


class Aside(NamedTuple):
    """A line that becomes a fact."""

    kind: str
    data: Mapping[str, Scalar]


class Counter(NamedTuple):
    """``Epoch 3``, as Keras 0.1 to 0.3 and programs count epochs; ``epoch 3/50`` above a bar opens one as a header."""

    epoch: int
    planned: int | None = None


class Heading(NamedTuple):
    """A line that names what follows, ``fold 3``, or only parts it from what was before."""

    name: str


class Elision(NamedTuple):
    """Somebody left lines out here: ``...``."""


class Text(NamedTuple):
    """Any other line that is not blank."""

    raw: bytes


Event: TypeAlias = "Header | Status | Pairs | Aside | Counter | Heading | Elision | Text"
