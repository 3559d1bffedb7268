"""From a comparison to words: all wording, counting and rounding happens here, none in reporters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trainlog_doctor import __version__
from trainlog_doctor.i18n import translations
from trainlog_doctor.judgement.comparison.noise import deviation, mean
from trainlog_doctor.view import error_view
from trainlog_doctor.view.comparison.curves import charts
from trainlog_doctor.view.comparison.document import ComparisonView, StandingView, VersusView
from trainlog_doctor.view.comparison.facts import alike, differing
from trainlog_doctor.view.comparison.findings import changed, finding_changes
from trainlog_doctor.view.comparison.phrases import letter, word
from trainlog_doctor.view.comparison.reasons import caveats, difference_text, difference_view, headline, notes
from trainlog_doctor.view.comparison.sides import called, side_views
from trainlog_doctor.view.comparison.tables import MOST_BESIDE_EACH_OTHER, measures, ranking

if TYPE_CHECKING:
    from collections.abc import Sequence

    from trainlog_doctor.engine.pack import Pack
    from trainlog_doctor.i18n import Text
    from trainlog_doctor.judgement.comparison.model import Standing
    from trainlog_doctor.judgement.comparison.result import Comparison, Versus
    from trainlog_doctor.judgement.report import Failure

HEADINGS = ("findings", "curves", "facts")


def build_comparison(
    comparison: Comparison, pack: Pack, failures: Sequence[Failure] = (), *, named: bool = False
) -> ComparisonView:
    """Word a comparison in every language.

    Parameters
    ----------
    pack
        The rules that judged the runs.
    named
        Whether the user said which metric the score is.
    """
    sides = side_views(comparison.sides, pack)
    names = called(sides)
    versus = tuple(_versus(one, comparison, names, pack, named) for one in comparison.versus)
    beside = len(sides) <= MOST_BESIDE_EACH_OTHER
    tables = (
        ranking(comparison, sides, versus),
        measures(comparison, sides) if beside else None,
        differing(comparison.facts, sides) if beside else None,
    )
    return ComparisonView(
        version=__version__,
        rules_version=pack.version,
        title=word("title", {"count": len(sides)}),
        words={name: word(f"heading.{name}") for name in HEADINGS} | {"left_out": translations("report.left_out")},
        sides=sides,
        versus=versus,
        standings={role: tuple(map(_standing, row)) for role, row in comparison.standings.items()},
        ranking=tuple(letter(place) for place in comparison.ranking),
        ranked_by=comparison.ranked_by,
        tables=tuple(table for table in tables if table is not None),
        alike=alike(comparison.facts),
        notes=tuple(notes(comparison)),
        facts=comparison.facts,
        charts=charts(comparison),
        errors=tuple(error_view(failure) for failure in failures),
    )


def _versus(one: Versus, comparison: Comparison, names: Sequence[Text], pack: Pack, named: bool) -> VersusView:
    findings = finding_changes(one, comparison.sides, pack.rules)
    return VersusView(
        base=letter(0),
        other=letter(one.side),
        verdict=one.verdict,
        label=word(f"verdict.{one.verdict}"),
        headline=headline(one, names),
        reasons=tuple(map(difference_text, one.differences)),
        caveats=tuple(caveats(comparison, one, named=named)),
        differences=tuple(map(difference_view, one.differences)),
        obstacles=tuple(obstacle.reason for obstacle in one.obstacles),
        at_epoch=one.at_epoch.epoch if one.at_epoch else None,
        findings=findings,
        changed=changed(findings),
    )


def _standing(one: Standing | None) -> StandingView | None:
    if one is None:
        return None
    single = one.reached[0] if len(one.reached) == 1 else None
    return StandingView(
        metric=one.metric,
        value=mean(one),
        deviation=deviation(one),
        epoch=single.epoch if single else None,
        training=single.training if single else None,
        trainings=len(one.reached),
    )
