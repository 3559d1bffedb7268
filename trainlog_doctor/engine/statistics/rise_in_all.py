"""What a loss has risen by, over all validation samples together."""

from __future__ import annotations

from trainlog_doctor.engine.measures.sample_grid import samples_of
from trainlog_doctor.engine.measures.windows import cost_level
from trainlog_doctor.engine.statistic import Argument, Measurement, Series, Statistic


def rise_in_all(loss: Series, accuracy: Series | None, last: float, untold: float) -> Measurement:
    """(level at the end - lowest value) times the number of samples that it is a mean over, told as for ``samples``.

    A rise that k samples share alike lies the square root of k standard errors above none, however many others stay as
    they were: what one sample or two can do alone is their luck, even where it is steady. Unit: the loss's own, of all
    samples together (nats for a cross-entropy); ``untold`` where the log does not tell their number.
    """
    samples = None if accuracy is None else samples_of(accuracy)
    return Measurement(float(untold) if samples is None else samples * (cost_level(loss, last) - loss.lowest))


RISE_IN_ALL = Statistic(
    rise_in_all,
    inputs=2,
    points=1,
    required=1,
    arguments={"last": Argument("count", 3), "untold": Argument("number", 10_000)},
)
