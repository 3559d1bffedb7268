"""What a command was asked for, read and checked before the first byte of a log.

A broken rule or a file that cannot be written must not be found out after a night of training.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from trainlog_doctor.cli import reports, values
from trainlog_doctor.cli.exits import ExitCode
from trainlog_doctor.cli.project import rules_in_force, show_settings
from trainlog_doctor.record import dataclass
from trainlog_doctor.reporters import REPORTERS
from trainlog_doctor.settings.metrics import read_metrics

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from trainlog_doctor.engine.roles import RoleColumn
    from trainlog_doctor.pipeline import Options
    from trainlog_doctor.settings.rulebook import Rulebook


_SCORES = frozenset({"score", "val_score"})


@dataclass(frozen=True, slots=True)
class Order:
    """A command's options as the library takes them.

    Attributes
    ----------
    destinations
        File (None for standard output) to the name of the reporter that writes it.
    metrics
        Roles that the user gave to columns.
    most
        Bytes that a source may have which is packed, or can only be read as a whole; None as each has it.
    rules
        The rules in force, source by source.
    """

    destinations: Mapping[str | None, str]
    metrics: Mapping[str, RoleColumn]
    most: int | None
    rules: Rulebook

    @property
    def names_a_score(self) -> bool:
        """Whether the user says which metric counts."""
        return not self.metrics.keys().isdisjoint(_SCORES)

    def options(self, given: dict[str, Any]) -> Options:
        """Say how sources are to be read and judged."""
        from trainlog_doctor.pipeline import Options

        return Options(
            given["input_format"],
            given.get("run"),
            self.metrics,
            self.rules.for_source,
            as_of=given.get("as_of"),
            most=self.most,
        )


def order(
    given: dict[str, Any],
    sources: Collection[str],
    known: Collection[str] = REPORTERS.keys(),
    **how: Any,  # noqa: ANN401 - the keywords of `rulebook`
) -> Order:
    """Read what is common to the commands that read logs; with ``--show-settings`` that is all.

    Parameters
    ----------
    sources
        What will be read, as the user named it.
    known
        As `values.destinations` takes it; nothing for a command that makes no reports.

    Raises
    ------
    DoctorError
        What is wrong with an option, a rule or the settings, or a file that cannot be written.
    Exit
        The settings have been shown.
    """
    from trainlog_doctor.pipeline import check_format, check_roles

    destinations = values.destinations(given["format"], given["output"], known) if known else {}
    metrics, most = read_metrics(given["metric"]), values.most(given)
    rules = rules_in_force(given, **how)
    check_format(given["input_format"])
    check_roles(metrics, rules.loaded)
    reports.check(destinations, sources)
    if given.get("show_settings"):
        show_settings(given)
        raise click.exceptions.Exit(ExitCode.FINE)
    return Order(destinations, metrics, most, rules)
