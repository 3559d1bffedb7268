"""One thing that the gate looked at, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from trainlog_doctor.i18n import translations
from trainlog_doctor.i18n.neutral import neutral
from trainlog_doctor.i18n.numbers import number
from trainlog_doctor.view.findings import evidence
from trainlog_doctor.view.gate.model import GateItemView
from trainlog_doctor.view.phrases import each, listed, missing_reason, same
from trainlog_doctor.view.predicates import SIGNS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from trainlog_doctor.engine.outcome import Measured
    from trainlog_doctor.engine.rule import Rule
    from trainlog_doctor.gate.notation import Requirement
    from trainlog_doctor.gate.result import Item
    from trainlog_doctor.i18n import Text
    from trainlog_doctor.view.document import RunView
    from trainlog_doctor.view.model import EvidenceView, FindingView

_DIGITS = 5


def item_view(item: Item, run: RunView | None, rules: Mapping[str, Rule], unread: Text | None) -> GateItemView:
    """Word one item.

    Parameters
    ----------
    run
        The run that it is about; its findings have been worded already.
    rules
        Every rule that judged any of the runs.
    unread
        Why a source could not be read, where that is the matter.
    """
    found = next((one for one in run.findings if one.code == item.subject), None) if run else None
    rule = rules.get(item.subject)
    label = f"{rule.id} {rule.name}" if rule else neutral(item.subject)
    return GateItemView(
        kind=item.kind,
        state=item.state,
        path=item.path,
        number=item.number,
        title=run.title if run else neutral(item.path),
        code=item.subject,
        label=label,
        severity=item.severity,
        text=unread or _text(item, found, label),
        brief=_brief(item, label),
        note=translations(f"gate.{item.reason}", item.data) if item.state == "accepted" else None,
        file=item.file,
        line=item.line,
        evidence=_evidence(item, rule),
    )


def _text(item: Item, found: FindingView | None, label: str) -> Text:
    """What is the matter, by the kind of the item."""
    if found is not None:
        return found.message
    if item.requirement is not None:
        return _demand(item, item.requirement)
    if item.reason:
        return each("gate.unknown", {"reason": translations(f"gate.{item.reason}", item.data)}, subject=label)
    if item.kind == "suppression":
        return translations("gate.expired" if item.state == "failed" else "gate.unused", item.data)
    missing = item.outcome.missing[0] if item.outcome and item.outcome.missing else "not_computable"
    return each("gate.unchecked", {"reason": missing_reason(missing)}, rule=label)


def _demand(item: Item, requirement: Requirement) -> Text:
    """Whether a requirement holds, with the value of everything that it compares."""
    measured = item.outcome.measured if item.outcome else {}
    parts = [_measured(requirement.measures[name], one) for name, one in measured.items()]
    said = {"said": listed(parts, "sentences")}
    if item.kind == "drop":
        baseline = number(cast("float", item.data["baseline"]), _DIGITS)
        return each(f"gate.drop.{item.state}", said, subject=requirement.text, limit=item.subject, baseline=baseline)
    return each(f"gate.require.{item.state}", said, subject=requirement.text)


def _measured(measure: str, one: Measured) -> Text:
    """One value, with the epoch it is from where it is from one."""
    if one.value is None:
        return each("gate.value.unknown", {"reason": missing_reason(one.missing or "column")}, measure=measure)
    epoch = one.epochs[0] if one.epochs and one.epochs[0] == one.epochs[1] else None
    shown = {"value": number(one.value, _DIGITS), "bound": number(one.threshold, _DIGITS)}
    return translations("gate.value", {"measure": measure, "epoch": epoch, "sign": SIGNS[one.comparison], **shown})


def _brief(item: Item, label: str) -> Text:
    """The item in a few words: the rule, or the requirement with the value that decided."""
    if item.kind == "unread":
        return translations("gate.brief.unread")
    if item.kind == "suppression":
        return translations("gate.brief.suppression" if item.state == "failed" else "gate.brief.unused", item.data)
    values = [one.value for one in item.outcome.measured.values()] if item.requirement and item.outcome else []
    if not values:
        return same(label)
    shown = ["?" if value is None else number(value, _DIGITS) for value in values]
    return translations("gate.brief.value", {"subject": label, "value": shown})


def _evidence(item: Item, rule: Rule | None) -> Sequence[EvidenceView]:
    told = item.requirement.rule if item.requirement else rule
    return evidence(item.outcome, told) if item.outcome and told else ()
