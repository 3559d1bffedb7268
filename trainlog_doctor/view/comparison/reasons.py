"""The verdict on a side, and why: sentence by sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trainlog_doctor.i18n.numbers import number
from trainlog_doctor.judgement.comparison.noise import deviation, mean
from trainlog_doctor.view.comparison.document import DifferenceView
from trainlog_doctor.view.comparison.phrases import change, letter, word
from trainlog_doctor.view.phrases import each, listed, same

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from trainlog_doctor.i18n import Text
    from trainlog_doctor.judgement.comparison.model import Side, Standing
    from trainlog_doctor.judgement.comparison.result import AtEpoch, Comparison, Difference, Versus

_DIGITS = 4


def headline(versus: Versus, names: Sequence[Text]) -> Text:
    """The verdict in one sentence, with the names of the sides."""
    return each(f"compare.headline.{versus.verdict}", {"base": names[0], "other": names[versus.side]})


def caveats(comparison: Comparison, versus: Versus, *, named: bool) -> Iterator[Text]:
    """Say what stands in the way of the comparison, and what to keep in mind."""
    names = {"base_side": letter(0), "other_side": letter(versus.side)}
    yield from (word(f"obstacle.{one.reason}", {**one.data, **names}) for one in versus.obstacles)
    if versus.at_epoch is not None:
        yield _at_epoch(versus.at_epoch, versus.differences)
    for place in (0, versus.side):
        side = comparison.sides[place]
        if not all(training.complete for training in side.trainings):
            yield _still_open(side, letter(place))
    metrics = {one.role.removeprefix("val_"): one.base.metric for one in versus.differences}
    if named and "score" in metrics:
        yield word("named", {"metric": metrics["score"]})
    elif versus.verdict == "mixed" and len(metrics) > 1:
        yield word("mixed", metrics)


def difference_view(one: Difference) -> DifferenceView:
    """A difference in numbers."""
    noise = {"jitter": one.noise.jitter, "sampling": one.noise.sampling, "seeds": one.noise.seeds}
    return DifferenceView(
        role=one.role,
        metric=one.other.metric,
        base=mean(one.base),
        other=mean(one.other),
        gain=one.gain,
        limit=one.limit,
        noise={name: size for name, size in (noise | {"folds": one.noise.folds}).items() if size},
        judged=one.judged,
    )


def difference_text(one: Difference) -> Text:
    """Both values, the change, and whether chance explains it."""
    base, other = mean(one.base), mean(one.other)
    plain = {"change": change(base, other, one.base.better), "limit": number(one.limit, 2), "metric": _names(one)}
    return each(f"compare.difference.{one.judged}", {"base": _value(one.base), "other": _value(one.other)}, **plain)


def _names(one: Difference) -> str:
    names = dict.fromkeys((one.base.metric, one.other.metric))
    return " / ".join(f"`{name}`" for name in names)


def _value(standing: Standing) -> Text:
    spread = deviation(standing)
    value = number(mean(standing), _DIGITS)
    if spread is None:
        return word("value.at", {"value": value, "epoch": standing.reached[0].epoch})
    return same(f"{value} ± {number(spread, 2)}")


def _at_epoch(at: AtEpoch, differences: tuple[Difference, ...]) -> Text:
    told = [
        same(f"`{one.other.metric}` {number(at.values[one.role][0])} → {number(at.values[one.role][1])}")
        for one in differences
        if one.role in at.values
    ]
    return each("compare.at_epoch", {"values": listed(told, "parts")}, epoch=at.epoch)


def _still_open(side: Side, name: str) -> Text:
    if len(side.trainings) > 1:
        count = sum(not training.complete for training in side.trainings)
        return word("open.folds", {"side": name, "count": count, "all": len(side.trainings)})
    run = side.trainings[0].phases[-1].run
    last = int(run.frame.epoch[-1]) if len(run.frame) else 0
    key = "open.planned" if run.planned_epochs else "open"
    return word(key, {"side": name, "epochs": last, "planned": run.planned_epochs})


def notes(comparison: Comparison) -> Iterator[Text]:
    """Say what was counted as chance, and what the comparison cannot say."""
    differences = [one for versus in comparison.versus for one in versus.differences]
    if any(one.noise.seeds for one in differences):
        yield word("chance.sampling" if any(one.noise.sampling for one in differences) else "chance")
    if any(one.base.proportion and one.noise.seeds and not one.noise.sampling for one in differences):
        yield word("chance.unknown_samples")
    if any(one.noise.folds for one in differences):
        yield word("chance.folds")
    if any(not one.role.startswith("val_") for one in differences):
        yield word("training_only")
