"""How a metric went from one epoch to another."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from trainlog_doctor.judgement.columns import logged
from trainlog_doctor.record import dataclass

if TYPE_CHECKING:
    from trainlog_doctor.engine.roles import RoleColumn
    from trainlog_doctor.model import Frame


@dataclass(frozen=True, slots=True)
class Course:
    """A metric at both ends of a stretch.

    Attributes
    ----------
    start, end
        First and last finite value of the stretch.
    relative
        Whether its change is told in percent (a loss that is not negative) rather than as a difference.
    """

    name: str
    start: float
    end: float
    relative: bool

    @property
    def change(self) -> float:
        """Change from start to end: a share of the start if ``relative``, else in the metric's own unit."""
        difference = self.end - self.start
        return difference / self.start if self.relative else difference


def course(frame: Frame, role: RoleColumn | None, first: int, last: int) -> Course | None:
    """Follow a column from position ``first`` to ``last``, both included; None where nothing finite was logged."""
    values = logged(frame, role)
    if role is None or values is None:
        return None
    finite = values[first : last + 1]
    finite = finite[np.isfinite(finite)]
    if not len(finite):
        return None
    start, end = float(finite[0]), float(finite[-1])
    return Course(role.name, start, end, relative=role.better == "lower" and start > 0 <= end)
