"""What reporters are given: the runs of a report, their overview, and what could not be judged. Values only."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trainlog_doctor.record import dataclass
from trainlog_doctor.view.logged import LogView
from trainlog_doctor.view.model import StoppingView

if TYPE_CHECKING:
    from collections.abc import Mapping

    from trainlog_doctor.i18n import Text
    from trainlog_doctor.model import Unfinished
    from trainlog_doctor.view.charts.model import ChartView
    from trainlog_doctor.view.gate.model import GateView
    from trainlog_doctor.view.model import (
        BestView,
        FindingView,
        NoticeView,
        OutcomeView,
        PhaseView,
        VerdictView,
        Weight,
    )


@dataclass(frozen=True, slots=True)
class RunView:
    """One run, ready to be laid out.

    Attributes
    ----------
    history
        ``epoch`` and every column, as logged.
    counts
        How many rules fired, were clear, and so on, in one line.
    continues
        Number of the run, within its source, that this one goes on from.
    elsewhere
        Which epoch the training names whose last phase this run is, where that is another one.
    unfinished
        The epoch that had begun when the log ended.
    """

    path: str
    format: str
    number: int
    name: str | None
    title: str
    facts: tuple[Text, ...]
    summary: Text
    epochs: int
    planned_epochs: int | None
    complete: bool
    roles: Mapping[str, str]
    history: Mapping[str, tuple[float, ...]]
    logged_nan: Mapping[str, tuple[int, ...]]
    verdict: VerdictView
    best: BestView | None
    phases: tuple[PhaseView, ...]
    findings: tuple[FindingView, ...]
    outcomes: tuple[OutcomeView, ...]
    unchecked: tuple[Text, ...]
    suppressed: tuple[Text, ...]
    notices: tuple[NoticeView, ...]
    advice: tuple[Text, ...]
    counts: Text
    unfinished: Unfinished | None = None
    continues: int | None = None
    elsewhere: Text | None = None
    log: LogView = LogView()
    stopping: StoppingView = StoppingView()
    charts: tuple[ChartView, ...] = ()


@dataclass(frozen=True, slots=True)
class OverviewRow:
    """One run of the overview."""

    title: str
    weight: Weight
    verdict: Text
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MeanView:
    """What a metric is on average at the best epochs of several runs, with its standard deviation."""

    metric: str
    mean: float
    deviation: float
    runs: int


@dataclass(frozen=True, slots=True)
class OverviewView:
    """Many runs at a glance: one row a run, and what their best epochs reach on average (in words, and in numbers)."""

    title: Text
    headings: tuple[Text, ...]
    rows: tuple[OverviewRow, ...]
    summaries: tuple[Text, ...]
    means: tuple[MeanView, ...] = ()


@dataclass(frozen=True, slots=True)
class ErrorView:
    """Something that could not be judged, with further lines where it is several things at once."""

    path: str
    code: str
    text: Text
    details: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True)
class ReportView:
    """A whole report.

    Attributes
    ----------
    words
        Headings and other fixed words, by their key in the catalogue topic ``report``.
    gate
        What the gate says of the runs; None where there is no gate.
    """

    version: str
    rules_version: str
    words: Mapping[str, Text]
    overview: OverviewView | None
    runs: tuple[RunView, ...]
    errors: tuple[ErrorView, ...]
    gate: GateView | None = None

    @property
    def paths(self) -> frozenset[str]:
        """Where the runs were found."""
        return frozenset(run.path for run in self.runs)
