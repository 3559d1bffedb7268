"""The closed set of statistics that rules may use: one module each, pure numpy over one or two series."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trainlog_doctor.engine.statistics.below_best import BELOW_BEST
from trainlog_doctor.engine.statistics.change_since_best_of import CHANGE_SINCE_BEST_OF
from trainlog_doctor.engine.statistics.constant_share import CONSTANT_SHARE
from trainlog_doctor.engine.statistics.drop_since_best_of import DROP_SINCE_BEST_OF
from trainlog_doctor.engine.statistics.epochs_since_best import EPOCHS_SINCE_BEST
from trainlog_doctor.engine.statistics.flat_share import FLAT_SHARE
from trainlog_doctor.engine.statistics.gain import GAIN
from trainlog_doctor.engine.statistics.gap import GAP
from trainlog_doctor.engine.statistics.gap_over_jitter import GAP_OVER_JITTER
from trainlog_doctor.engine.statistics.improvement_over_jitter import IMPROVEMENT_OVER_JITTER
from trainlog_doctor.engine.statistics.jitter_ratio import JITTER_RATIO
from trainlog_doctor.engine.statistics.jitter_share import JITTER_SHARE
from trainlog_doctor.engine.statistics.jitter_size import JITTER_SIZE
from trainlog_doctor.engine.statistics.late_fall import LATE_FALL
from trainlog_doctor.engine.statistics.lead_over_training import LEAD_OVER_TRAINING
from trainlog_doctor.engine.statistics.lead_steadiness import LEAD_STEADINESS
from trainlog_doctor.engine.statistics.level import LEVEL
from trainlog_doctor.engine.statistics.loss_over_chance import LOSS_OVER_CHANCE
from trainlog_doctor.engine.statistics.nonfinite_epochs import NONFINITE_EPOCHS
from trainlog_doctor.engine.statistics.points import POINTS
from trainlog_doctor.engine.statistics.reversals import REVERSALS
from trainlog_doctor.engine.statistics.rise_over_jitter import RISE_OVER_JITTER
from trainlog_doctor.engine.statistics.spike import SPIKE
from trainlog_doctor.engine.statistics.tail_improvement import TAIL_IMPROVEMENT
from trainlog_doctor.engine.statistics.total_improvement import TOTAL_IMPROVEMENT
from trainlog_doctor.engine.statistics.trend_since_best import TREND_SINCE_BEST
from trainlog_doctor.engine.statistics.trend_since_best_of import TREND_SINCE_BEST_OF
from trainlog_doctor.engine.statistics.twin_distance import TWIN_DISTANCE
from trainlog_doctor.engine.statistics.undone import UNDONE
from trainlog_doctor.engine.statistics.unrecovered import UNRECOVERED
from trainlog_doctor.engine.statistics.uphill import UPHILL
from trainlog_doctor.engine.statistics.worse_than_best import WORSE_THAN_BEST
from trainlog_doctor.engine.statistics.worst_of_first import WORST_OF_FIRST

if TYPE_CHECKING:
    from collections.abc import Mapping

    from trainlog_doctor.engine.statistic import Statistic

STATISTICS: Mapping[str, Statistic] = {
    statistic.name: statistic
    for statistic in (
        BELOW_BEST,
        CHANGE_SINCE_BEST_OF,
        CONSTANT_SHARE,
        DROP_SINCE_BEST_OF,
        EPOCHS_SINCE_BEST,
        FLAT_SHARE,
        GAIN,
        GAP,
        GAP_OVER_JITTER,
        IMPROVEMENT_OVER_JITTER,
        JITTER_RATIO,
        JITTER_SHARE,
        JITTER_SIZE,
        LATE_FALL,
        LEAD_OVER_TRAINING,
        LEAD_STEADINESS,
        LEVEL,
        LOSS_OVER_CHANCE,
        NONFINITE_EPOCHS,
        POINTS,
        REVERSALS,
        RISE_OVER_JITTER,
        SPIKE,
        TAIL_IMPROVEMENT,
        TOTAL_IMPROVEMENT,
        TREND_SINCE_BEST,
        TREND_SINCE_BEST_OF,
        TWIN_DISTANCE,
        UNDONE,
        UNRECOVERED,
        UPHILL,
        WORSE_THAN_BEST,
        WORST_OF_FIRST,
    )
}
