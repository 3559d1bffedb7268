"""What a sketch of a run is made of. Heights are shares of a panel's height, so that drawing needs no scale."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trainlog_doctor.record import dataclass

if TYPE_CHECKING:
    from trainlog_doctor.i18n import Text
    from trainlog_doctor.view.model import PhaseView


@dataclass(frozen=True, slots=True)
class LineView:
    """One curve.

    Attributes
    ----------
    slot
        0 for training, 1 for validation.
    points
        Epoch and height, 0 at the bottom of the panel and 1 at its top; a height of NaN breaks the line.
    """

    name: str
    slot: int
    points: tuple[tuple[int, float], ...]


@dataclass(frozen=True, slots=True)
class TickView:
    """A labelled place on the axis of a panel, by its height."""

    height: float
    label: str


@dataclass(frozen=True, slots=True)
class PanelView:
    """Curves of one scale; ``note`` says what is unusual about it."""

    note: Text
    ticks: tuple[TickView, ...]
    lines: tuple[LineView, ...]


@dataclass(frozen=True, slots=True)
class SketchView:
    """Panels above each other, over one axis from the first epoch to the last.

    Attributes
    ----------
    kept
        The epoch to keep; None where none is worth it.
    ticks
        Round epochs to label, rising.
    """

    first: int
    last: int
    kept: int | None
    ticks: tuple[int, ...]
    panels: tuple[PanelView, ...]
    phases: tuple[PhaseView, ...]
