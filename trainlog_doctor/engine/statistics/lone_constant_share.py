"""How often a series that stands alone prints one and the same number."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trainlog_doctor.engine.statistic import Statistic
from trainlog_doctor.engine.statistics.constant_share import CONSTANT_SHARE, constant_share

if TYPE_CHECKING:
    from trainlog_doctor.engine.statistic import Measurement, Series


def lone_constant_share(series: Series, twin: Series | None, decimals: float, share: float) -> Measurement | None:
    """What ``constant_share`` says of a series whose twin is not logged; with the twin there is no answer.

    Parameters
    ----------
    twin
        The same metric on the other side.
    decimals, share
        As in ``constant_share``.

    Fields
    ------
    common, count
        As in ``constant_share``.
    """
    return None if twin is not None else constant_share(series, decimals, share)


LONE_CONSTANT_SHARE = Statistic(
    "lone_constant_share",
    lone_constant_share,
    inputs=2,
    points=CONSTANT_SHARE.points,
    arguments=CONSTANT_SHARE.arguments,
    fields=CONSTANT_SHARE.fields,
    units=CONSTANT_SHARE.units,
    required=1,
)
