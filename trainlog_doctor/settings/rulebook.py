"""The rules and roles in force: what a project's settings and the command line make of the packs, by source."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from trainlog_doctor.engine.load import load_pack
from trainlog_doctor.engine.overrides import Overrides, apply
from trainlog_doctor.errors import RulePackError, SettingsError
from trainlog_doctor.record import dataclass, field, replace
from trainlog_doctor.settings.metrics import read_metrics

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from pathlib import Path

    from trainlog_doctor.engine.pack import Pack
    from trainlog_doctor.engine.roles import RoleColumn
    from trainlog_doctor.errors import DoctorError
    from trainlog_doctor.settings.model import Settings


class InForce(NamedTuple):
    """What judges a source.

    Attributes
    ----------
    metrics
        Roles that the project's settings give to columns; a run without such a column keeps its own roles.
    """

    pack: Pack
    metrics: Mapping[str, RoleColumn]


@dataclass(frozen=True, slots=True)
class Rulebook:
    """Packs with everything that is changed about them.

    Attributes
    ----------
    loaded
        Every rule, as its file has it.
    settings
        Checked.
    flags
        What the command line changes; it wins over the settings.
    """

    loaded: Pack
    settings: Settings
    flags: Overrides
    _made: dict[tuple[int, ...], InForce] = field(default_factory=dict)

    @property
    def everywhere(self) -> Pack:
        """The rules in force where no path is known."""
        return self._in_force(()).pack

    @property
    def every_rule(self) -> Pack:
        """All rules, also those that are not in force anywhere, with the thresholds in force."""
        return apply(self.loaded, *(replace(layer, select=(), ignore=()) for layer in self._layers(())))

    @property
    def for_judging(self) -> Rulebook:
        """The same rules without their texts: what is handed to other processes, each of which waits for all of it."""
        rules = {code: rule.without_texts() for code, rule in self.loaded.rules.items()}
        return Rulebook(replace(self.loaded, rules=rules), self.settings, self.flags)

    def for_source(self, path: str) -> InForce:
        """The rules and roles in force for a source, named as the user named it."""
        root, overrides = self.settings.path, self.settings.overrides
        if root is None or not overrides:
            return self._in_force(())
        from trainlog_doctor.settings.patterns import matches

        return self._in_force(tuple(at for at, one in enumerate(overrides) if matches(path, one.paths, root.parent)))

    def _in_force(self, chosen: tuple[int, ...]) -> InForce:
        if chosen not in self._made:
            sections = [self.settings.rules, *(self.settings.overrides[at].rules for at in chosen)]
            metrics = {role: column for one in sections for role, column in read_metrics(one.metric).items()}
            pack = apply(self.loaded, *self._layers(chosen))
            # Every run asks for every rule.
            self._made[chosen] = InForce(replace(pack, rules=dict(pack.rules)), metrics)
        return self._made[chosen]

    def _layers(self, chosen: tuple[int, ...]) -> list[Overrides]:
        sections = [self.settings.rules, *(self.settings.overrides[at].rules for at in chosen)]
        named = self.settings.name
        changes = (Overrides(one.select, one.ignore, one.params, one.severity, named) for one in sections)
        return [*changes, self.flags]


def rulebook(
    settings: Settings,
    extra: Sequence[Path],
    flags: Overrides,
    *,
    further: Callable[[Settings, Pack], Iterable[DoctorError]] = lambda *_: (),
) -> Rulebook:
    """Load every pack and hold settings and flags against them.

    Parameters
    ----------
    further
        Finds more faults of the settings, which are told together with the others.

    Raises
    ------
    SettingsError
        With every fault of the settings.
    RulePackError, UsageError
        As `load_pack`.
    """
    packs = (*settings.packs, *extra)
    try:
        loaded = load_pack(packs)
    except RulePackError:
        if settings.faults:
            raise SettingsError(settings.faults) from None
        raise
    faults = (*settings.faults, *_rule_faults(settings, loaded), *further(settings, loaded))
    if faults:
        raise SettingsError(tuple(sorted(faults, key=lambda fault: str(fault.data["line"]).zfill(9))))
    apply(loaded, flags)
    return Rulebook(loaded, settings, flags)


def _rule_faults(settings: Settings, pack: Pack) -> Iterable[DoctorError]:
    if settings.path is None:
        return ()
    from trainlog_doctor.settings.rule_faults import rule_faults

    return rule_faults(settings, pack)
