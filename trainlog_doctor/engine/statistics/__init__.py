"""The closed set of statistics that rules may use: one module each, pure numpy over one or two series."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trainlog_doctor.engine.statistics.at_epoch import AT_EPOCH
from trainlog_doctor.engine.statistics.below_best import BELOW_BEST
from trainlog_doctor.engine.statistics.best import BEST
from trainlog_doctor.engine.statistics.best_by_epoch import BEST_BY_EPOCH
from trainlog_doctor.engine.statistics.between import BETWEEN
from trainlog_doctor.engine.statistics.change_since_best_of import CHANGE_SINCE_BEST_OF
from trainlog_doctor.engine.statistics.constant_share import CONSTANT_SHARE
from trainlog_doctor.engine.statistics.drop_since_best_of import DROP_SINCE_BEST_OF
from trainlog_doctor.engine.statistics.echo import ECHO
from trainlog_doctor.engine.statistics.end_behind_best import END_BEHIND_BEST
from trainlog_doctor.engine.statistics.ended_by_callback import ENDED_BY_CALLBACK
from trainlog_doctor.engine.statistics.epochs_since_best import EPOCHS_SINCE_BEST
from trainlog_doctor.engine.statistics.epochs_without_gain import EPOCHS_WITHOUT_GAIN
from trainlog_doctor.engine.statistics.evaluate_gap import EVALUATE_GAP
from trainlog_doctor.engine.statistics.f1_doubts import F1_DOUBTS
from trainlog_doctor.engine.statistics.farthest_from import FARTHEST_FROM
from trainlog_doctor.engine.statistics.first_epoch import FIRST_EPOCH
from trainlog_doctor.engine.statistics.flat_share import FLAT_SHARE
from trainlog_doctor.engine.statistics.gain import GAIN
from trainlog_doctor.engine.statistics.gap import GAP
from trainlog_doctor.engine.statistics.gap_over_jitter import GAP_OVER_JITTER
from trainlog_doctor.engine.statistics.gap_over_luck import GAP_OVER_LUCK
from trainlog_doctor.engine.statistics.gap_to_best import GAP_TO_BEST
from trainlog_doctor.engine.statistics.hollow_accuracy import HOLLOW_ACCURACY
from trainlog_doctor.engine.statistics.hours_without_gain import HOURS_WITHOUT_GAIN
from trainlog_doctor.engine.statistics.improvement_over_jitter import IMPROVEMENT_OVER_JITTER
from trainlog_doctor.engine.statistics.jitter_ratio import JITTER_RATIO
from trainlog_doctor.engine.statistics.jitter_share import JITTER_SHARE
from trainlog_doctor.engine.statistics.jitter_size import JITTER_SIZE
from trainlog_doctor.engine.statistics.last import LAST
from trainlog_doctor.engine.statistics.late_fall import LATE_FALL
from trainlog_doctor.engine.statistics.lead_over_training import LEAD_OVER_TRAINING
from trainlog_doctor.engine.statistics.lead_steadiness import LEAD_STEADINESS
from trainlog_doctor.engine.statistics.loss_over_chance import LOSS_OVER_CHANCE
from trainlog_doctor.engine.statistics.loss_over_guess import LOSS_OVER_GUESS
from trainlog_doctor.engine.statistics.missing_epochs import MISSING_EPOCHS
from trainlog_doctor.engine.statistics.monitor_problems import MONITOR_PROBLEMS
from trainlog_doctor.engine.statistics.most_points import MOST_POINTS
from trainlog_doctor.engine.statistics.nonfinite_epochs import NONFINITE_EPOCHS
from trainlog_doctor.engine.statistics.points import POINTS
from trainlog_doctor.engine.statistics.residual_flatness import RESIDUAL_FLATNESS
from trainlog_doctor.engine.statistics.resolution import RESOLUTION
from trainlog_doctor.engine.statistics.reversals import REVERSALS
from trainlog_doctor.engine.statistics.rise_in_all import RISE_IN_ALL
from trainlog_doctor.engine.statistics.rise_on_resuming import RISE_ON_RESUMING
from trainlog_doctor.engine.statistics.rise_over_jitter import RISE_OVER_JITTER
from trainlog_doctor.engine.statistics.rise_share import RISE_SHARE
from trainlog_doctor.engine.statistics.row_share import ROW_SHARE
from trainlog_doctor.engine.statistics.samples import SAMPLES
from trainlog_doctor.engine.statistics.share_below import SHARE_BELOW
from trainlog_doctor.engine.statistics.share_without_gain import SHARE_WITHOUT_GAIN
from trainlog_doctor.engine.statistics.shortfall import SHORTFALL
from trainlog_doctor.engine.statistics.shortfall_of_first import SHORTFALL_OF_FIRST
from trainlog_doctor.engine.statistics.signs_of_a_break import SIGNS_OF_A_BREAK
from trainlog_doctor.engine.statistics.spike import SPIKE
from trainlog_doctor.engine.statistics.swing_of_range import SWING_OF_RANGE
from trainlog_doctor.engine.statistics.swing_share import SWING_SHARE
from trainlog_doctor.engine.statistics.tail_improvement import TAIL_IMPROVEMENT
from trainlog_doctor.engine.statistics.tail_trend import TAIL_TREND
from trainlog_doctor.engine.statistics.total_improvement import TOTAL_IMPROVEMENT
from trainlog_doctor.engine.statistics.trend_certainty import TREND_CERTAINTY
from trainlog_doctor.engine.statistics.trend_since_best import TREND_SINCE_BEST
from trainlog_doctor.engine.statistics.trend_since_best_of import TREND_SINCE_BEST_OF
from trainlog_doctor.engine.statistics.twin_distance import TWIN_DISTANCE
from trainlog_doctor.engine.statistics.twin_fall import TWIN_FALL
from trainlog_doctor.engine.statistics.twin_lead import TWIN_LEAD
from trainlog_doctor.engine.statistics.twin_wander import TWIN_WANDER
from trainlog_doctor.engine.statistics.uncarried import UNCARRIED
from trainlog_doctor.engine.statistics.undone import UNDONE
from trainlog_doctor.engine.statistics.unrecovered import UNRECOVERED
from trainlog_doctor.engine.statistics.uphill import UPHILL
from trainlog_doctor.engine.statistics.weights_kept import WEIGHTS_KEPT
from trainlog_doctor.engine.statistics.worse_than_best import WORSE_THAN_BEST

if TYPE_CHECKING:
    from collections.abc import Mapping

    from trainlog_doctor.engine.statistic import Statistic

STATISTICS: Mapping[str, Statistic] = {
    statistic.name: statistic
    for statistic in (
        AT_EPOCH,
        BELOW_BEST,
        BEST,
        BEST_BY_EPOCH,
        BETWEEN,
        CHANGE_SINCE_BEST_OF,
        CONSTANT_SHARE,
        DROP_SINCE_BEST_OF,
        ENDED_BY_CALLBACK,
        ECHO,
        END_BEHIND_BEST,
        EPOCHS_SINCE_BEST,
        EPOCHS_WITHOUT_GAIN,
        EVALUATE_GAP,
        F1_DOUBTS,
        FARTHEST_FROM,
        FIRST_EPOCH,
        FLAT_SHARE,
        GAIN,
        GAP,
        GAP_OVER_JITTER,
        GAP_OVER_LUCK,
        GAP_TO_BEST,
        HOLLOW_ACCURACY,
        HOURS_WITHOUT_GAIN,
        IMPROVEMENT_OVER_JITTER,
        JITTER_RATIO,
        JITTER_SHARE,
        JITTER_SIZE,
        LAST,
        LATE_FALL,
        LEAD_OVER_TRAINING,
        LEAD_STEADINESS,
        LOSS_OVER_CHANCE,
        LOSS_OVER_GUESS,
        MISSING_EPOCHS,
        MONITOR_PROBLEMS,
        MOST_POINTS,
        NONFINITE_EPOCHS,
        POINTS,
        RESIDUAL_FLATNESS,
        RESOLUTION,
        REVERSALS,
        RISE_IN_ALL,
        RISE_ON_RESUMING,
        RISE_OVER_JITTER,
        RISE_SHARE,
        ROW_SHARE,
        SAMPLES,
        SHARE_BELOW,
        SHARE_WITHOUT_GAIN,
        SHORTFALL,
        SHORTFALL_OF_FIRST,
        SIGNS_OF_A_BREAK,
        SPIKE,
        SWING_OF_RANGE,
        SWING_SHARE,
        TAIL_IMPROVEMENT,
        TAIL_TREND,
        TOTAL_IMPROVEMENT,
        TREND_CERTAINTY,
        TREND_SINCE_BEST,
        TREND_SINCE_BEST_OF,
        TWIN_DISTANCE,
        TWIN_FALL,
        TWIN_LEAD,
        TWIN_WANDER,
        UNCARRIED,
        UNDONE,
        UNRECOVERED,
        UPHILL,
        WEIGHTS_KEPT,
        WORSE_THAN_BEST,
    )
}
