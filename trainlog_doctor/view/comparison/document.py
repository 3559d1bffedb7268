"""What reporters are given of a comparison: sentences, tables, curves and numbers in every language. Values only."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trainlog_doctor.record import dataclass

if TYPE_CHECKING:
    from collections.abc import Mapping

    from trainlog_doctor.i18n import Text
    from trainlog_doctor.judgement.comparison.model import FactRow
    from trainlog_doctor.judgement.comparison.result import Change, Judged, VerdictKind
    from trainlog_doctor.view.charts.model import ChartView
    from trainlog_doctor.view.document import ErrorView


@dataclass(frozen=True, slots=True)
class TrainingView:
    """One training of a side.

    Attributes
    ----------
    runs
        Numbers, within the source, of the runs that it consists of.
    keep
        The epoch to keep, of its run ``keep_run``; None where none can be named, or nothing was learnt.
    seconds
        Median time of an epoch; None where the log does not tell.
    """

    runs: tuple[int, ...]
    epochs: int
    complete: bool
    keep: int | None
    keep_run: int
    seconds: float | None


@dataclass(frozen=True, slots=True)
class SideView:
    """One side.

    Attributes
    ----------
    letter
        What it is called in sentences and tables.
    short
        What of its title tells it from the others.
    runs
        Numbers, within the source, of the runs that it consists of.
    """

    letter: str
    title: str
    short: str
    path: str
    runs: tuple[int, ...]
    about: tuple[Text, ...]
    verdict: Text
    trainings: tuple[TrainingView, ...] = ()


@dataclass(frozen=True, slots=True)
class TableView:
    """A table.

    Attributes
    ----------
    headings
        One a column; the first column names the rows.
    rows
        Cells, the row's name first; code stands between backticks.
    """

    title: Text
    headings: tuple[Text, ...]
    rows: tuple[tuple[Text, ...], ...]


@dataclass(frozen=True, slots=True)
class StandingView:
    """The best of one side by one metric, in numbers; ``epoch`` is None for a mean over several trainings."""

    metric: str
    value: float
    deviation: float | None
    epoch: int | None
    training: float | None
    trainings: int


@dataclass(frozen=True, slots=True)
class DifferenceView:
    """One metric of a side beside the baseline's; positive ``gain`` is better, up to ``limit`` it may be chance."""

    role: str
    metric: str
    base: float
    other: float
    gain: float
    limit: float
    noise: Mapping[str, float]
    judged: Judged


@dataclass(frozen=True, slots=True)
class FindingChangeView:
    """What became of a finding; the numbers are trainings of either side for which the rule fired."""

    code: str
    name: str
    change: Change
    label: Text
    base: int
    other: int
    text: Text


@dataclass(frozen=True, slots=True)
class VersusView:
    """A side against the baseline.

    Attributes
    ----------
    headline
        The verdict in one sentence.
    reasons, caveats
        Why, sentence by sentence: the metrics; then what stands in the way, and what to keep in mind.
    changed
        The findings that appeared or went, in one sentence; None where none did.
    """

    base: str
    other: str
    verdict: VerdictKind
    label: Text
    headline: Text
    reasons: tuple[Text, ...]
    caveats: tuple[Text, ...]
    differences: tuple[DifferenceView, ...]
    obstacles: tuple[str, ...]
    at_epoch: int | None
    findings: tuple[FindingChangeView, ...]
    changed: Text | None


@dataclass(frozen=True, slots=True)
class ComparisonView:
    """A whole comparison.

    Attributes
    ----------
    words
        Headings and other fixed words, by their key in the catalogue topic ``compare``.
    standings
        Role to one standing a side.
    ranking
        Letters, the best first; empty for two sides.
    tables
        What there is to see at a glance, the most important first.
    alike
        What the logs say alike, in one sentence.
    notes
        What to know of the whole: what was counted as chance.
    """

    version: str
    rules_version: str
    title: Text
    words: Mapping[str, Text]
    sides: tuple[SideView, ...]
    versus: tuple[VersusView, ...]
    standings: Mapping[str, tuple[StandingView | None, ...]]
    ranking: tuple[str, ...]
    ranked_by: str | None
    tables: tuple[TableView, ...]
    alike: Text | None
    notes: tuple[Text, ...]
    facts: tuple[FactRow, ...]
    charts: tuple[ChartView, ...]
    errors: tuple[ErrorView, ...]

    @property
    def paths(self) -> frozenset[str]:
        """Where the runs were found."""
        return frozenset(side.path for side in self.sides)
