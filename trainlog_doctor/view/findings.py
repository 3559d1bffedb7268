"""What the rules said: findings in the order of their weight, and what was not checked or is explained by another."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from trainlog_doctor.engine import sentences
from trainlog_doctor.engine.pack import RUN_ROLE
from trainlog_doctor.engine.predicate import Param, Reference
from trainlog_doctor.engine.rule import SEVERITIES, Rule
from trainlog_doctor.i18n.formatting import MISSING
from trainlog_doctor.i18n.numbers import OfRange, number, share
from trainlog_doctor.view.lazy import Lazy
from trainlog_doctor.view.model import EvidenceView, FindingView, OutcomeView
from trainlog_doctor.view.phrases import each, listed, missing_reason, same, span, word
from trainlog_doctor.view.predicates import SIGNS

if TYPE_CHECKING:
    from trainlog_doctor.engine.outcome import Measured, Outcome
    from trainlog_doctor.i18n import Text
    from trainlog_doctor.judgement.diagnosis import Diagnosis

Rules = Mapping[str, Rule]


def findings(diagnosis: Diagnosis, rules: Rules) -> tuple[FindingView, ...]:
    """Word every fired rule, the gravest first, then by code."""
    fired = [outcome for outcome in diagnosis.outcomes if outcome.status == "fired"]
    fired.sort(key=lambda outcome: (-SEVERITIES.index(outcome.severity), outcome.code))
    return tuple(_finding(diagnosis, outcome, rules[outcome.code]) for outcome in fired)


def _finding(diagnosis: Diagnosis, outcome: Outcome, rule: Rule) -> FindingView:
    told = (rule, outcome, diagnosis.roles, diagnosis.run)
    steps = sentences.advice(*told)
    return FindingView(
        code=rule.id,
        name=rule.name,
        title=rule.title,
        severity=outcome.severity,
        severity_label=word(f"severity.{outcome.severity}"),
        confidence=outcome.confidence,
        confidence_label=_measured(outcome, word(f"confidence.{outcome.confidence}")),
        epochs=outcome.epochs,
        span=span(*outcome.epochs) if outcome.epochs else None,
        evidence=evidence(outcome, rule),
        proof=_proofs(outcome, rule),
        message=_message(outcome, sentences.message(*told)),
        advice=tuple(dict(zip(steps, row, strict=True)) for row in zip(*steps.values(), strict=True)),
        line=diagnosis.run.line_of(outcome.epochs[0] if outcome.epochs else None),
        is_verdict=outcome.code == diagnosis.verdict,
    )


def _measured(outcome: Outcome, label: Text) -> Text:
    """Say before a label of which output of the model the numbers are."""
    of = [word("of", {"name": output.name}) for output in outcome.outputs[:1]]
    return listed([*of, label], "parts")


def _message(outcome: Outcome, message: Text) -> Text:
    """Say of which outputs of the model a message speaks."""
    if not outcome.outputs:
        return message
    names = listed([same(f"`{output.name}`") for output in outcome.outputs], "names")
    key = "report.of_outputs" if len(outcome.outputs) > 1 else "report.of_output"
    return each(key, {"names": names, "first": same(outcome.outputs[0].name), "message": message})


def outcomes(diagnosis: Diagnosis, rules: Rules) -> tuple[OutcomeView, ...]:
    """Every rule's answer, in the order of the codes."""
    return tuple(
        OutcomeView(
            code=outcome.code,
            name=rules[outcome.code].name,
            status=outcome.status,
            status_label=_measured(outcome, word(f"status.{outcome.status}")),
            reason=_reason(outcome, rules),
            suppressed_by=outcome.suppressed_by,
            outputs=tuple(output.name for output in outcome.outputs),
            evidence=evidence(outcome, rules[outcome.code]),
        )
        for outcome in diagnosis.outcomes
    )


def _reason(outcome: Outcome, rules: Rules) -> Text | None:
    if outcome.status == "skipped":
        return missing_reason(outcome.missing[0] if outcome.missing else "not_computable")
    if outcome.suppressed_by is not None:
        by = rules[outcome.suppressed_by]
        names = {"code": outcome.code, "name": rules[outcome.code].name, "by_code": by.id, "by_name": by.name}
        return word("suppressed", names)
    return None


def unchecked(views: tuple[OutcomeView, ...]) -> tuple[Text, ...]:
    """Word the skipped rules by what is missing, so that one missing column is one line."""
    groups: dict[str, tuple[Text, list[Text]]] = {}
    for view in views:
        if view.status == "skipped" and view.reason is not None:
            groups.setdefault(view.reason["en"], (view.reason, []))[1].append(same(view.code))
    told = ({"reason": reason, "codes": listed(codes, "names")} for reason, codes in groups.values())
    return tuple(each("report.unchecked", one) for one in told)


def advice(views: tuple[FindingView, ...]) -> tuple[Text, ...]:
    """Gather what to do over all findings, each thing once."""
    return tuple({text["en"]: text for view in views for text in view.advice}.values())


def evidence(outcome: Outcome, rule: Rule) -> Sequence[EvidenceView]:
    """Every predicate's value beside its threshold, made when looked at: what is clear was decided without it."""
    names = tuple(outcome.measured)
    return Lazy(len(names), lambda place: _evidence(names[place], outcome.measured[names[place]], rule))


def _evidence(name: str, result: Measured, rule: Rule) -> EvidenceView:
    limit = rule.detect[name].threshold
    percent = isinstance(limit, Reference) and rule.params[limit.param].percent
    value = MISSING if result.value is None else _shown(result.value, percent)
    text = f"{name} {value} {SIGNS[result.comparison]} {_shown(result.threshold, percent)}"
    return EvidenceView(
        name, text, result.value, result.threshold, result.comparison, result.holds, dict(result.fields)
    )


def _proofs(outcome: Outcome, rule: Rule) -> tuple[Text, ...]:
    """Say in words what held, each parameter once: of the curves first, of the run's length last.

    A threshold without a parameter ("is in the log") proves nothing.
    """
    said: dict[str, Text] = {}
    for name in sorted(outcome.measured, key=lambda name: RUN_ROLE in rule.detect[name].of):
        limit, result = rule.detect[name].threshold, outcome.measured[name]
        if result.holds and isinstance(limit, Reference) and limit.param not in said:
            said[limit.param] = _proof(rule.params[limit.param], result)
    return tuple(said.values())


def _proof(param: Param, result: Measured) -> Text:
    value = same(MISSING if result.value is None else _shown(result.value, param.percent))
    if isinstance(result.value, OfRange):
        value = each("report.of_range", {"value": value})
    limit = f"{SIGNS[result.comparison]} {_shown(result.threshold, param.percent)}"
    return each("report.proof", {"label": param.doc, "value": value}, limit=limit)


def _shown(value: float, percent: bool) -> str:
    return share(value) if percent else number(value)
