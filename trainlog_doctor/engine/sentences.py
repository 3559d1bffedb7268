"""A rule's sentences for one outcome, in every language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trainlog_doctor.i18n.formatting import fill

if TYPE_CHECKING:
    from collections.abc import Mapping

    from trainlog_doctor.engine.outcome import Outcome
    from trainlog_doctor.engine.roles import Roles
    from trainlog_doctor.engine.rule import Rule, Texts
    from trainlog_doctor.i18n import Text
    from trainlog_doctor.model import Run


def message(rule: Rule, outcome: Outcome, roles: Roles, run: Run) -> Text:
    """Fill the rule's message with the outcome's evidence."""
    data = _placeholders(outcome, roles, run)
    return {language: fill(template, data) for language, template in rule.message.items()}


def advice(rule: Rule, outcome: Outcome, roles: Roles, run: Run) -> Texts:
    """Fill the rule's advice; it may name this run's own metrics."""
    data = _placeholders(outcome, roles, run)
    return {language: tuple(fill(line, data) for line in lines) for language, lines in rule.advice.items()}


def _placeholders(outcome: Outcome, roles: Roles, run: Run) -> Mapping[str, Mapping[str, object]]:
    """Everything that a rule's texts may name: the run, the roles, the predicates (a predicate wins over a role)."""
    epochs = run.frame.epoch
    about: dict[str, Mapping[str, object]] = {
        "run": {
            "epochs": len(epochs),
            "first_epoch": int(epochs[0]) if len(epochs) else 0,
            "last_epoch": int(epochs[-1]) if len(epochs) else 0,
            "planned_epochs": run.planned_epochs or 0,
        }
    }
    told = outcome.outputs[0].roles if outcome.outputs else roles
    about |= {role: {"metric": column.name} for role, column in told.items()}
    for name, measured in outcome.measured.items():
        value = {} if measured.value is None else {"value": measured.value}
        about[name] = {"threshold": measured.threshold, **value, **measured.fields}
    return about
