"""What of a call concerns the reading and judging, and which rules that puts in force for a run."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trainlog_doctor.record import dataclass, field

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from trainlog_doctor.engine.pack import Pack
    from trainlog_doctor.engine.roles import RoleColumn
    from trainlog_doctor.model import Run
    from trainlog_doctor.pipeline.collected import Found
    from trainlog_doctor.pipeline.stream import Feed
    from trainlog_doctor.settings.rulebook import InForce


@dataclass(frozen=True, slots=True)
class Options:
    """What of a call concerns the reading and judging.

    Attributes
    ----------
    input_format
        Name of the reader to use; None to recognise.
    run
        Number (within its source) or name of the runs to judge; None for all.
    metrics
        Roles that the user gave to columns.
    in_force
        Path of a source, as it was named, to the rules and further roles that judge it; None judges all alike.
    feeds
        Source to where its bytes come from, for those that are listened to while they grow.
    goes_on
        Whether a run's training goes on, asked when everything is read: nothing is then said of its end.
    as_of
        Epoch (1-based) behind which every run is cut, as if its log ended there; None for whole runs.
    most
        Bytes that a source may have which is packed, or can only be read as a whole; None as each has it.
    """

    input_format: str | None = None
    run: str | None = None
    metrics: Mapping[str, RoleColumn] = field(default_factory=dict)
    in_force: Callable[[str], InForce] | None = None
    feeds: Mapping[str, Feed] = field(default_factory=dict)
    goes_on: Callable[[Run], bool] = lambda _: False
    as_of: int | None = None
    most: int | None = None


def rules_for(found: Found, pack: Pack, options: Options) -> tuple[Pack, Mapping[str, RoleColumn]]:
    """Say by which rules a run is judged, and which roles the user gave to its columns."""
    rules, roles = options.in_force(found.origin.path) if options.in_force else (pack, {})
    there = {role: column for role, column in roles.items() if column.name in found.run.frame.columns}
    return rules, {**there, **options.metrics}
