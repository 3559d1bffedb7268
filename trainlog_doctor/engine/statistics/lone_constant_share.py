"""How often a training series that nothing validates prints one and the same number."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trainlog_doctor.engine.statistic import Statistic
from trainlog_doctor.engine.statistics.constant_share import CONSTANT_SHARE, constant_share

if TYPE_CHECKING:
    from trainlog_doctor.engine.statistic import Measurement, Series


def lone_constant_share(
    training: Series, validation: Series | None, decimals: float, share: float
) -> Measurement | None:
    """What ``constant_share`` says of training's score; none where validation has one to look at, and for an error."""
    alone = validation is None and training.better == "higher"
    return constant_share(training, decimals, share) if alone else None


LONE_CONSTANT_SHARE = Statistic(
    lone_constant_share,
    inputs=2,
    points=CONSTANT_SHARE.points,
    arguments=CONSTANT_SHARE.arguments,
    fields=CONSTANT_SHARE.fields,
    units=CONSTANT_SHARE.units,
    required=1,
)
