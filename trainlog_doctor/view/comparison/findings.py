"""What became of the findings, worded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trainlog_doctor.view.comparison.document import FindingChangeView
from trainlog_doctor.view.comparison.phrases import word
from trainlog_doctor.view.phrases import each, listed, same

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from trainlog_doctor.engine.rule import Rule
    from trainlog_doctor.i18n import Text
    from trainlog_doctor.judgement.comparison.model import Side
    from trainlog_doctor.judgement.comparison.result import FindingChange, Versus

_CHANGED = ("appeared", "gone")
_ORDER = ("appeared", "stayed", "gone", "explained", "unchecked")


def finding_changes(versus: Versus, sides: Sequence[Side], rules: Mapping[str, Rule]) -> tuple[FindingChangeView, ...]:
    """Word what became of each finding: what is new first."""
    pair = (sides[0], sides[versus.side])
    ordered = sorted(versus.findings, key=lambda one: (_ORDER.index(one.change), one.code))
    return tuple(_view(one, pair, rules[one.code]) for one in ordered)


def changed(views: Sequence[FindingChangeView]) -> Text | None:
    """What appeared and what went, in one sentence; None where nothing did."""
    told = [
        each(
            "compare.brief",
            {"label": of_kind[0].label, "rules": listed([same(f"{v.code} {v.name}") for v in of_kind], "names")},
        )
        for kind in _CHANGED
        if (of_kind := [view for view in views if view.change == kind])
    ]
    return listed(told, "sentences") if told else None


def _view(one: FindingChange, pair: tuple[Side, Side], rule: Rule) -> FindingChangeView:
    open_ended = not all(training.complete for training in pair[1].trainings)
    label = word(f"finding.{one.change}{'_yet' if open_ended and one.change == 'unchecked' else ''}")
    counts = f"{one.base}/{len(pair[0].trainings)} → {one.other}/{len(pair[1].trainings)}"
    folds = any(len(side.trainings) > 1 for side in pair)
    name = f"{rule.id} {rule.name} ({counts})" if folds else f"{rule.id} {rule.name}"
    text = each("compare.finding", {"title": rule.title}, name=name)
    return FindingChangeView(rule.id, rule.name, one.change, label, one.base, one.other, text)
