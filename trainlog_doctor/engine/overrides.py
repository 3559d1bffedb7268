"""What a project or a command line changes about a pack: which rules are in force, their thresholds and severities."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from trainlog_doctor.engine.pack import find_rule
from trainlog_doctor.engine.predicate import Param, Reference
from trainlog_doctor.engine.rule import SEVERITIES, Rule
from trainlog_doctor.engine.spelling import number, unknown
from trainlog_doctor.errors import UsageError
from trainlog_doctor.record import dataclass, field, replace

if TYPE_CHECKING:
    from collections.abc import Mapping

    from trainlog_doctor.engine.pack import Pack


@dataclass(frozen=True, slots=True)
class Overrides:
    """Changes of a pack.

    Attributes
    ----------
    select, ignore
        Codes or names; an empty ``select`` selects all.
    params
        Code or name to parameter to its new value, as written (``8%``).
    severity
        Code or name to severity.
    origin
        Where they were made, as a user calls it (``--set``, the name of a settings file); pages show it.
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    params: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    severity: Mapping[str, str] = field(default_factory=dict)
    origin: str = ""

    @property
    def changes(self) -> bool:
        """Whether it changes anything."""
        return bool(self.select or self.ignore or self.params or self.severity)


def apply(pack: Pack, *layers: Overrides) -> Pack:
    """Change a pack, the strongest layer last.

    A layer that selects begins anew: what weaker layers select or ignore counts no more. Otherwise ignored rules add
    up.

    Raises
    ------
    UsageError
        When a layer names a rule, parameter or severity that does not exist.
    """
    layers = tuple(layer for layer in layers if layer.changes)
    if not layers:
        return pack
    rules = dict(pack.rules)
    chosen = set(rules)
    for layer in layers:
        _change(rules, pack, layer)
        chosen = {find_rule(pack, given).id for given in layer.select} or chosen
        chosen -= {find_rule(pack, given).id for given in layer.ignore}
    return replace(pack, rules={code: rule for code, rule in rules.items() if code in chosen})


def _change(rules: dict[str, Rule], pack: Pack, layer: Overrides) -> None:
    for given, values in layer.params.items():
        rule = rules[find_rule(pack, given).id]
        params = {name: _param(rule, name, text, layer.origin) for name, text in values.items()}
        rules[rule.id] = replace(rule, params={**rule.params, **params})
    for given, severity in layer.severity.items():
        rule = rules[find_rule(pack, given).id]
        found = next((one for one in SEVERITIES if one == severity), None)
        if found is None:
            raise unknown("unknown_severity", severity, SEVERITIES)
        rules[rule.id] = replace(rule, severity=found)


def _param(rule: Rule, name: str, text: str, origin: str) -> Param:
    if name not in rule.params:
        raise unknown("unknown_param", name, rule.params, rule=rule.id)
    param = rule.params[name]
    value, signed = number(text) or (math.nan, False)
    where = {"rule": rule.id, "param": name, "given": text}
    if param.percent and not signed and abs(value) >= 1:
        raise UsageError("param_without_sign", **where, hundredfold=100 * value)
    if math.isnan(value) or not param.admits(value):
        raise UsageError("bad_param", **where, low=param.minimum, high=param.maximum)
    if value % 1 and _counts(rule, name):
        raise UsageError("param_counts", **where)
    shipped = param.default if param.shipped is None else param.shipped
    return replace(param, default=value, shipped=shipped, origin=origin)


def _counts(rule: Rule, name: str) -> bool:
    """Whether a parameter is given to a statistic as a number of epochs or the like."""
    uses = [
        (one.stat, key)
        for one in rule.detect.values()
        for key, value in one.arguments.items()
        if value == Reference(name)
    ]
    if not uses:
        return False
    # numpy comes with the statistics, which the page of a rule must not wait for.
    from trainlog_doctor.engine.statistics import STATISTICS

    return any(STATISTICS[stat].arguments[key].kind == "count" for stat, key in uses)
