"""What is drawn: metrics over epochs. Values only."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trainlog_doctor.record import dataclass

if TYPE_CHECKING:
    from trainlog_doctor.i18n import Text


@dataclass(frozen=True, slots=True)
class SeriesView:
    """One line of a chart.

    Attributes
    ----------
    slot
        Which of a page's colours it has: 0 for training and 1 for validation, or the number of its run.
    values
        One an epoch of the chart: None was not logged, and the line goes on; NaN and infinities were, and it breaks.
    dashed
        Tells two lines of one colour apart.
    """

    name: str
    slot: int
    values: tuple[float | None, ...]
    dashed: bool = False


@dataclass(frozen=True, slots=True)
class ChartView:
    """One metric drawn over the epochs.

    Attributes
    ----------
    main
        Whether people look at it first.
    drawable
        Whether any value is finite.
    note
        What a reader must know: that points were left out, or why there is nothing to see.
    """

    title: str
    main: bool
    epochs: tuple[int, ...]
    series: tuple[SeriesView, ...]
    drawable: bool = True
    note: Text | None = None
