"""From a sweep to words: all wording, counting and rounding happens here, none in reporters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trainlog_doctor import __version__
from trainlog_doctor.i18n import translations
from trainlog_doctor.view.lazy import Lazy
from trainlog_doctor.view.phrases import word
from trainlog_doctor.view.scan.commonality import common_texts, level_headings, level_views
from trainlog_doctor.view.scan.document import RuleCountView, ScanView
from trainlog_doctor.view.scan.records import ranked_first, records, row_error
from trainlog_doctor.view.scan.rows import row_views
from trainlog_doctor.view.scan.summary import summary

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from trainlog_doctor.engine.pack import Pack
    from trainlog_doctor.i18n import Text
    from trainlog_doctor.sweep.row import Row
    from trainlog_doctor.sweep.table import Sweep
    from trainlog_doctor.view.scan.summary import LeftOut

HEADINGS = ("findings", "common", "unread")


def build_scan(
    rows: Sequence[Row], sweep: Sweep, pack: Pack, *, top: int, rules: Callable[[], str], left_out: LeftOut
) -> ScanView:
    """Word a sweep in every language.

    Parameters
    ----------
    rows
        Every row, in the order of the sources.
    top
        How many rows a short report shows.
    rules
        Gives the fingerprint of the rules in force, which records carry; asked only for a report of records.
    """
    headings, row_texts = row_views(sweep, pack)
    return ScanView(
        version=__version__,
        rules_version=pack.version,
        title=_title(sweep),
        words={name: translations(f"scan.heading.{name}") for name in HEADINGS},
        summary=tuple(summary(sweep, left_out)),
        metric=sweep.metric,
        headings=headings,
        rows=row_texts,
        top=top,
        rules=_rule_counts(sweep, pack),
        common=common_texts(sweep.common) if sweep.ranked else (),
        level_headings=level_headings(sweep),
        levels=level_views(sweep),
        records=records(rows, sweep, rules),
        order=ranked_first(sweep),
        errors=Lazy(len(sweep.unread), lambda at: row_error(sweep.unread[at])),
        beside=left_out.beside,
    )


def left_out(count: int) -> Text:
    """Say how many rows a short report leaves out."""
    return translations("scan.left_out", {"count": count})


def _title(sweep: Sweep) -> Text:
    if not sweep.runs:
        return translations("scan.title.empty")
    if sweep.metric is None:
        return translations("scan.title.unranked", {"count": len(sweep.runs)})
    return translations(f"scan.title.{sweep.metric.better}", {"count": len(sweep.runs), "metric": sweep.metric.name})


def _rule_counts(sweep: Sweep, pack: Pack) -> tuple[RuleCountView, ...]:
    return tuple(
        RuleCountView(
            code=code,
            name=pack.rules[code].name if code in pack.rules else code,
            severity=severity,
            severity_label=word(f"severity.{severity}"),
            runs=runs,
            text=translations("scan.rule_runs", {"count": runs, "share": runs / len(sweep.runs)}),
        )
        for code, (runs, severity) in sweep.rules.items()
    )
