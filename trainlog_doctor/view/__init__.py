"""From diagnoses to a report in words: all wording, sorting, counting and rounding happens here, none in reporters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trainlog_doctor import __version__
from trainlog_doctor.errors import ManyFaultsError
from trainlog_doctor.i18n import explain_error
from trainlog_doctor.view.phrases import word

if TYPE_CHECKING:
    from collections.abc import Mapping

    from trainlog_doctor.engine.pack import Pack
    from trainlog_doctor.i18n import Text
    from trainlog_doctor.judgement.report import Failure, Report
    from trainlog_doctor.view.document import ErrorView, ReportView

HEADINGS = (
    "best",
    "compared",
    "phases",
    "findings",
    "unchecked",
    "suppressed",
    "log",
    "notices",
    "advice",
    "code",
    "evidence",
    "outcomes",
)


def build_view(report: Report, pack: Pack) -> ReportView:
    """Word a report in every language, with the rules that judged it."""
    # The page of a rule needs none of them, and numpy comes with the first one.
    from trainlog_doctor.judgement.linked import linked
    from trainlog_doctor.view.charts import rows_for
    from trainlog_doctor.view.document import ReportView
    from trainlog_doctor.view.overview import overview
    from trainlog_doctor.view.run import run_view
    from trainlog_doctor.view.story import elsewhere, story
    from trainlog_doctor.view.titles import named

    titles = named([(one.origin.path, one.origin.number, one.run.name) for one in report.diagnoses])
    rows = rows_for(len(report.diagnoses))
    phased = linked(report.diagnoses)
    runs = tuple(
        run_view(diagnosis, pack, title, elsewhere(phased.get(diagnosis.origin), diagnosis), chart_rows=rows)
        for diagnosis, title in zip(report.diagnoses, titles, strict=True)
    )
    return ReportView(
        version=__version__,
        rules_version=pack.version,
        words=fixed_words(),
        overview=overview(runs, tuple(map(story, phased.values()))),
        runs=runs,
        errors=tuple(error_view(failure) for failure in report.errors),
    )


def error_view(failure: Failure) -> ErrorView:
    """Word what could not be judged; every fault of a rule pack or of settings is a line of its own."""
    from trainlog_doctor.view.document import ErrorView

    faults = failure.error.faults if isinstance(failure.error, ManyFaultsError) else ()
    details = tuple(explain_error(fault) for fault in faults)
    return ErrorView(failure.path, failure.error.key, explain_error(failure.error), details)


def fixed_words() -> Mapping[str, Text]:
    """Word the headings and whatever else is the same in every report."""
    return {name: word(f"heading.{name}") for name in HEADINGS} | {
        "no_best": word("best.none"),
        "left_out": word("left_out"),
        "more": word("more"),
        "in_brief": word("in_brief"),
        "loud_in_brief": word("loud_in_brief"),
    }
