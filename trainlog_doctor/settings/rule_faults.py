"""What is wrong with the rules that settings name, once the packs are known."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trainlog_doctor.engine.overrides import Overrides, apply
from trainlog_doctor.engine.spelling import unknown
from trainlog_doctor.errors import UsageError
from trainlog_doctor.settings.fields import told_at
from trainlog_doctor.settings.metrics import read_metrics

if TYPE_CHECKING:
    from collections.abc import Iterator

    from trainlog_doctor.engine.pack import Pack
    from trainlog_doctor.errors import DoctorError
    from trainlog_doctor.settings.model import RuleSettings, Settings


def rule_faults(settings: Settings, pack: Pack) -> Iterator[DoctorError]:
    """Find names and values that the packs do not know; each is told at its key."""
    sections = [("", settings.rules), *((f"overrides[{at}].", one.rules) for at, one in enumerate(settings.overrides))]
    for prefix, section in sections:
        wrong: set[str] = set()
        for where, one in _entries(section):
            if where.rpartition(".")[0] in wrong:
                continue
            try:
                apply(pack, one)
            except UsageError as error:
                wrong.add(where)
                yield told_at(settings, prefix + where, error)
        try:
            roles = read_metrics(section.metric)
        except UsageError as error:
            yield told_at(settings, f"{prefix}metric", error)
            continue
        for role in roles.keys() - set(pack.metrics.roles):
            yield told_at(settings, f"{prefix}metric", unknown("unknown_role", role, pack.metrics.roles))


def _entries(section: RuleSettings) -> Iterator[tuple[str, Overrides]]:
    """Each single change with its key."""
    yield from (("select", Overrides(select=(rule,))) for rule in section.select)
    yield from (("ignore", Overrides(ignore=(rule,))) for rule in section.ignore)
    for rule, values in section.params.items():
        yield f"rules.{rule}", Overrides(params={rule: {}})
        yield from ((f"rules.{rule}.{key}", Overrides(params={rule: {key: text}})) for key, text in values.items())
    yield from ((f"rules.{rule}.severity", Overrides(severity={rule: one})) for rule, one in section.severity.items())
