"""What reporters are given of a sweep: sentences, tables and records, in every language. Values only."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trainlog_doctor.record import dataclass

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from trainlog_doctor.engine.roles import RoleColumn
    from trainlog_doctor.engine.rule import Severity
    from trainlog_doctor.i18n import Text
    from trainlog_doctor.sweep.commonality import Standing
    from trainlog_doctor.view.document import ErrorView
    from trainlog_doctor.view.model import Weight


@dataclass(frozen=True, slots=True)
class ScanRowView:
    """One run.

    Attributes
    ----------
    place
        1 is the best; None for a run without a value to rank it by.
    title
        What of its path tells it from the others.
    cells
        Epochs, epoch to keep, then the values, in the order of the headings.
    sort
        What to order the cells by: the numbers themselves; None comes last.
    verdict
        In words, with the rule's name; ``code`` alone where there is little room, empty where nothing fired.
    """

    place: int | None
    title: str
    path: str
    cells: tuple[str, ...]
    sort: tuple[float | None, ...]
    code: str
    verdict: Text
    weight: Weight


@dataclass(frozen=True, slots=True)
class RuleCountView:
    """A rule that fired: for how many runs, and for which share of them."""

    code: str
    name: str
    severity: Severity
    severity_label: Text
    runs: int
    text: Text


@dataclass(frozen=True, slots=True)
class LevelView:
    """A level of a parameter, cell by cell; ``standing`` weighs it."""

    parameter: str
    value: str
    cells: tuple[str, ...]
    standing: Standing
    label: Text
    runs: int
    top: int
    chance: float


@dataclass(frozen=True, slots=True)
class ScanView:
    """A whole sweep.

    Attributes
    ----------
    words
        Headings and other fixed words, by their key in the catalogue topic ``scan``.
    summary
        What it comes to, sentence by sentence.
    metric
        What the runs are ranked by; None where no run has it.
    headings
        Of the table: what stands in front of ``cells`` of a row, and the cells.
    rows
        The best first.
    top
        How many rows a short report shows.
    common
        What sets the good runs apart: a sentence or several, then the levels of the parameters.
    records
        Every row of the sweep as `sweep.record.record` writes it, in the order of the sources, its place added.
    order
        Where the records stand of the ranked runs, the best first, and then of the others.
    beside
        History files beside the runs of a directory, which were not read.
    """

    version: str
    rules_version: str
    title: Text
    words: Mapping[str, Text]
    summary: tuple[Text, ...]
    metric: RoleColumn | None
    headings: tuple[Text, ...]
    rows: Sequence[ScanRowView]
    top: int
    rules: tuple[RuleCountView, ...]
    common: tuple[Text, ...]
    level_headings: tuple[Text, ...]
    levels: tuple[LevelView, ...]
    records: Sequence[Mapping[str, object]]
    order: Sequence[int]
    errors: Sequence[ErrorView]
    beside: Sequence[str] = ()

    @property
    def paths(self) -> frozenset[str]:
        """Where the runs were looked for."""
        return frozenset(str(one["path"]) for one in self.records)
