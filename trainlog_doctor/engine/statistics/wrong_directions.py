"""Checkpoints that were saved because a metric got worse."""

from __future__ import annotations

from trainlog_doctor.engine.facts import CHECKPOINT_SAVED, is_transcript, numeric, of_kind
from trainlog_doctor.engine.statistic import Measurement, Series, Statistic


def wrong_directions(whole: Series, *metrics: Series | None) -> Measurement | None:
    """Count the checkpoints whose line says "improved" while the value moved in the bad direction of its metric.

    Only the given metrics have a known direction. The first checkpoint already tells: it improves from +inf where
    lower counts as better. None where the kind of log cannot show any.

    Fields
    ------
    metric, previous, value_then
        Of the last such line.
    """
    if not is_transcript(whole.run):
        return None
    signs = {one.name: (-1.0 if one.better == "higher" else 1.0) for one in metrics if one is not None and one.better}
    found: list[tuple[int, dict[str, float | int | str]]] = []
    for fact in of_kind(whole.run, CHECKPOINT_SAVED):
        name, before, after = (fact.data.get(key) for key in ("monitor", "previous", "value"))
        previous, value = numeric(before), numeric(after)
        if name in signs and previous is not None and value is not None and (value - previous) * signs[str(name)] > 0:
            found.append((fact.epoch or 0, {"metric": str(name), "previous": previous, "value_then": value}))
    if not found:
        return Measurement(0.0, None, {"metric": "", "previous": 0.0, "value_then": 0.0})
    return Measurement(float(len(found)), (found[0][0], found[-1][0]), found[-1][1])


WRONG_DIRECTIONS = Statistic(
    "wrong_directions",
    wrong_directions,
    inputs=6,
    points=0,
    required=1,
    fields=("previous", "value_then"),
    lacks="callback_lines",
)
