"""The rules in force: a line of each for people, and as plain data for other programs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trainlog_doctor.i18n import translations
from trainlog_doctor.record import dataclass
from trainlog_doctor.view.phrases import word

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from trainlog_doctor.engine.predicate import Param
    from trainlog_doctor.engine.rule import Rule, Severity
    from trainlog_doctor.i18n import Text

RuleRow = dict[str, object]
"""One rule: numbers, codes, and texts by language; everything JSON can hold."""


@dataclass(frozen=True, slots=True)
class RuleLine:
    """What a list shows of a rule."""

    code: str
    name: str
    severity: Severity
    severity_label: Text
    title: Text


def rule_lines(rules: Iterable[Rule]) -> tuple[RuleLine, ...]:
    """Word a line of each rule."""
    return tuple(RuleLine(one.id, one.name, one.severity, word(f"severity.{one.severity}"), one.title) for one in rules)


def list_words() -> Mapping[str, Text]:
    """Word the headings of a table of rules."""
    return {name: translations(f"rule_page.list.{name}") for name in ("code", "name", "severity", "title")}


def rule_rows(rules: Iterable[Rule]) -> tuple[RuleRow, ...]:
    """Take what a list tells of each rule."""
    return tuple(_row(rule) for rule in rules)


def _row(rule: Rule) -> RuleRow:
    return {
        "code": rule.id,
        "name": rule.name,
        "severity": rule.severity,
        "confidence": rule.confidence,
        "title": dict(rule.title),
        "tags": list(rule.tags),
        "roles": sorted(rule.roles),
        "min_epochs": rule.min_epochs,
        "params": {name: _param(param) for name, param in rule.params.items()},
        "suppresses": list(rule.suppresses),
        "extends": rule.extends or None,
        "references": list(rule.references),
    }


def _param(param: Param) -> Mapping[str, object]:
    shipped = param.default if param.shipped is None else param.shipped
    return {
        "value": param.default,
        "default": shipped,
        "min": param.minimum,
        "max": param.maximum,
        "doc": dict(param.doc),
        "source": param.source,
    }
