"""Every setting with its value and where it came from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterator

    from trainlog_doctor.settings.model import GateSettings, RuleSettings, Settings

Source: TypeAlias = Literal["flag", "environment", "file", "default"]


class Setting(NamedTuple):
    """A setting in force.

    Attributes
    ----------
    name
        As the settings file writes it: ``select``, ``rules.TD101.min_rise``, ``overrides[0].ignore``.
    value
        As a user would write it; empty where nothing is set.
    place
        Name of the flag or variable; ``file:line`` of the settings file.
    """

    name: str
    value: str
    source: Source
    place: str = ""


def of_file(settings: Settings, *, gated: bool) -> Iterator[Setting]:
    """What a settings file says, in its own order of sections; the gate's policy where it is held against runs."""
    said = [("lang", settings.lang or ""), ("extend", listed(settings.extend)), ("max-size", settings.max_size or "")]
    said += [*_of_rules("", settings.rules), *(_of_policy(settings) if gated else ())]
    for at, one in enumerate(settings.overrides):
        prefix = f"overrides[{at}]."
        said += [(f"{prefix}paths", listed(one.paths)), *_of_rules(prefix, one.rules)]
        said += _of_gate(prefix, one.gate) if gated else ()
    for name, value in said:
        if value:
            line = settings.places.get(name)
            yield Setting(name, value, "file", f"{settings.path}:{line}" if line else str(settings.path))


def listed(values: tuple[str, ...] | list[str]) -> str:
    """A list in one line."""
    return ", ".join(values)


def _of_gate(prefix: str, section: GateSettings) -> Iterator[tuple[str, str]]:
    yield f"{prefix}fail-on", section.fail_on or ""
    yield f"{prefix}require", listed(section.require or ())
    yield f"{prefix}max-drop", listed(section.max_drop)
    yield f"{prefix}baseline", section.baseline or ""
    yield f"{prefix}allow-unjudged", "" if section.allow_unjudged is None else str(section.allow_unjudged).lower()


def _of_policy(settings: Settings) -> Iterator[tuple[str, str]]:
    yield from _of_gate("", settings.gate)
    for at, one in enumerate(settings.suppress):
        until = one.until.isoformat() if one.until else ""
        about = {"rule": one.rule, "reason": one.reason, "until": until, "paths": listed(one.paths)}
        yield from ((f"suppress[{at}].{name}", value) for name, value in about.items())


def _of_rules(prefix: str, section: RuleSettings) -> Iterator[tuple[str, str]]:
    yield f"{prefix}select", listed(section.select)
    yield f"{prefix}ignore", listed(section.ignore)
    yield f"{prefix}metric", listed(section.metric)
    for rule in section.params:
        if rule in section.severity:
            yield f"{prefix}rules.{rule}.severity", section.severity[rule]
        for name, text in section.params[rule].items():
            yield f"{prefix}rules.{rule}.{name}", text
