"""A rule's predicates and condition in words, with the thresholds in force. Nothing here needs numpy."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeAlias

from trainlog_doctor.engine.condition import written
from trainlog_doctor.engine.predicate import Reference
from trainlog_doctor.i18n import LANGUAGES, text, translations
from trainlog_doctor.i18n.numbers import number
from trainlog_doctor.view.phrases import each, same

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from trainlog_doctor.engine.predicate import Param, Predicate, Value
    from trainlog_doctor.engine.rule import Rule
    from trainlog_doctor.i18n import Text

SIGNS: Final = {"gte": "≥", "lte": "≤", "gt": ">", "lt": "<"}

Defaults: TypeAlias = "Callable[[str], Mapping[str, float | str]]"

_LETTERS = "abcdefgh"
_WORDS = ("and", "or", "not")


def how(rule: Rule, defaults: Defaults) -> tuple[Text, ...]:
    """Word every predicate, and what makes the rule fire; a statistic's defaults stand for what a rule leaves out."""
    lines = [_predicate(one, rule, defaults) for one in rule.detect.values()]
    words = {code: {one: text(f"rule_page.word.{one}", code) for one in _WORDS} for code in LANGUAGES}
    condition = {code: written(rule.condition, words[code]) for code in LANGUAGES}
    return (*lines, each("rule_page.fires", {"condition": condition}))


def param_value(param: Param, value: float) -> str:
    """A parameter's value as its rule file would write it."""
    return f"{number(100 * value)}%" if param.percent else number(value)


def _predicate(predicate: Predicate, rule: Rule, defaults: Defaults) -> Text:
    key = f"statistics.{predicate.stat}"
    given = {name: _plain(value, rule) for name, value in predicate.arguments.items()}
    given |= dict(zip(_LETTERS, predicate.of, strict=False))
    what = translations(key, {**defaults(predicate.stat), **given})
    parts = {"what": what, "limit": _limit(predicate.threshold, rule)}
    return each("rule_page.predicate", parts, name=predicate.name, sign=SIGNS[predicate.comparison])


def _limit(threshold: Value, rule: Rule) -> Text:
    if not isinstance(threshold, Reference):
        return same(number(float(threshold)))
    param = rule.params[threshold.param]
    return translations("rule_page.in_force", {"limit": param_value(param, param.default), "param": threshold.param})


def _plain(value: Value, rule: Rule) -> float | str:
    """An argument as text: a parameter that the file writes with a percent sign keeps it."""
    if isinstance(value, Reference):
        return param_value(rule.params[value.param], rule.params[value.param].default)
    return value
