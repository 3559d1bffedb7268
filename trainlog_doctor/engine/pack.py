"""The rules in force, as one value."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trainlog_doctor.engine.spelling import suggestion
from trainlog_doctor.errors import UsageError
from trainlog_doctor.record import dataclass

if TYPE_CHECKING:
    from collections.abc import Mapping

    from trainlog_doctor.engine.roles import MetricTable
    from trainlog_doctor.engine.rule import Rule

RUN_ROLE = "run"
"""The pseudo-role of statistics that look at the run as a whole."""


@dataclass(frozen=True, slots=True)
class Pack:
    """Rules by code, in the order of their codes, with the metric table they rely on.

    Attributes
    ----------
    version
        Version of the built-in pack.
    """

    rules: Mapping[str, Rule]
    metrics: MetricTable
    version: str


def find_rule(pack: Pack, given: str) -> Rule:
    """Look a rule up by code, name or title, in any language.

    Raises
    ------
    UsageError
        With the nearest code or name.
    """
    wanted = given.strip()
    if wanted.upper() in pack.rules:
        return pack.rules[wanted.upper()]
    wanted = wanted.lower()
    for rule in pack.rules.values():
        if wanted in {rule.id.lower(), rule.name, *map(str.lower, rule.title.values())}:
            return rule
    known = {name.lower(): name for rule in pack.rules.values() for name in (rule.name, rule.id)}
    raise UsageError("unknown_rule", given=given, near=known.get(suggestion(wanted, known), ""))
