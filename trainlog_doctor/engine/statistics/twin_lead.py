"""How often validation is no worse than training on their way down."""

from __future__ import annotations

from trainlog_doctor.engine.measures.twins import FEWEST, descent
from trainlog_doctor.engine.statistic import Measurement, Series, Statistic


def twin_lead(validation: Series, training: Series) -> Measurement | None:
    """Share of the way down on which validation is no worse than training (shifted by half an epoch).

    Of a loss that falls ever more slowly, the mean of two epochs is never below the loss between them, and every batch
    is measured before the step which it causes: on the training samples themselves, validation comes out ahead time
    after time. Unit: 0 to 1. None where a loss is not positive, or for fewer than five epochs in common.
    """
    way = descent(validation, training)
    return way and Measurement(float((way.ratio <= 0).mean()), way.epochs)


TWIN_LEAD = Statistic(twin_lead, inputs=2, points=FEWEST)
