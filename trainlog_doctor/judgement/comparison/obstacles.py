"""What stands in the way of a comparison: other data, other metrics, nothing to compare."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trainlog_doctor.engine.measures.facts import CLASS_COUNTS, numeric, of_kind, validation_samples
from trainlog_doctor.judgement.comparison.facts import settings
from trainlog_doctor.judgement.comparison.result import Obstacle
from trainlog_doctor.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

    from trainlog_doctor.judgement.comparison.model import Side, Standing
    from trainlog_doctor.model import Run

_FOLD = regex(r"(?i)fold|折")
NOTHING_LEARNT = "nothing_learnt"
_IMAGES = "images-found"
_SIZES_APART = 0.01
"""Share by which sizes of validation data may differ: folds are not always equal."""


def of_data(base: Side, other: Side) -> Iterator[Obstacle]:
    """What makes every metric mean nothing: the sides are not measured on the same data, or neither learnt anything."""
    if all(_learnt_nothing(side) for side in (base, other)):
        yield Obstacle(NOTHING_LEARNT)
    if base.path == other.path and all(_FOLD.search(side.first.run.name or "") for side in (base, other)):
        yield Obstacle("folds")
    sizes = validation_samples(base.first.run), validation_samples(other.first.run)
    if sizes[0] and sizes[1] and abs(sizes[0] - sizes[1]) > max(1, _SIZES_APART * max(sizes[0], sizes[1])):
        yield Obstacle("validation_sizes", data={"base": sizes[0], "other": sizes[1]})
    classes = _class_count(base.first.run), _class_count(other.first.run)
    if classes[0] and classes[1] and classes[0] != classes[1]:
        yield Obstacle("class_counts", data={"base": classes[0], "other": classes[1]})


def _learnt_nothing(side: Side) -> bool:
    best = [training.judged.best for training in side.trainings]
    return all(one is not None and one.reason == NOTHING_LEARNT for one in best)


def _class_count(run: Run) -> int | None:
    """Number of classes, as counted in the log; None where it does not tell."""
    counted = [len(fact.data) for fact in of_kind(run, CLASS_COUNTS)]
    found = [numeric(fact.data.get("classes")) for fact in of_kind(run, _IMAGES)]
    return next(iter([*reversed(counted), *(int(count) for count in found if count)]), None)


def of_metric(role: str, sides: tuple[Side, Side], base: Standing | None, other: Standing | None) -> Obstacle | None:
    """What makes one metric incomparable; None where nothing does, or where neither side has it."""
    if base is not None and other is not None:
        return _of_both(role, sides, base, other)
    known = base or other
    if known is None:
        return None
    lacking = "other" if base is not None else "base"
    column = sides[lacking == "other"].first.roles.get(role)
    if column is None:
        return Obstacle(f"missing_in_{lacking}", role, {"metric": known.metric})
    if column.name == known.metric:
        return Obstacle(f"nonfinite_in_{lacking}", role, {"metric": known.metric})
    names = {"base": known.metric, "other": column.name} if lacking == "other" else {}
    return Obstacle("different_scores", role, names or {"base": column.name, "other": known.metric})


def _of_both(role: str, sides: tuple[Side, Side], base: Standing, other: Standing) -> Obstacle | None:
    """Losses that are called by different names, or of which only one can be below zero, are not the same loss.

    Nor are per cent and fractions the same unit, in which a score could be shown side by side as it was logged.
    """
    if base.whole != other.whole:
        return Obstacle("different_units", role, {"metric": base.metric})
    if not role.endswith("loss"):
        return None
    names = [settings(side.first.run).get("loss") for side in sides]
    if None not in names and names[0] != names[1]:
        return Obstacle("named_losses", role, {"base": str(names[0]), "other": str(names[1])})
    if (base.reached[0].value < 0) != (other.reached[0].value < 0):
        return Obstacle("different_losses", role, {"metric": base.metric})
    return None
