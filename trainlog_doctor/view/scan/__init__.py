"""From a sweep to words: all wording, counting and rounding happens here, none in reporters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trainlog_doctor import __version__
from trainlog_doctor.i18n import LANGUAGES, text, translations
from trainlog_doctor.sweep.table import value_of
from trainlog_doctor.view.best import cells
from trainlog_doctor.view.lazy import Lazy
from trainlog_doctor.view.phrases import each, word
from trainlog_doctor.view.scan.commonality import common_texts, level_headings, level_views
from trainlog_doctor.view.scan.document import RuleCountView, ScanView
from trainlog_doctor.view.scan.records import ranked_first, records, row_error
from trainlog_doctor.view.scan.rows import row_views
from trainlog_doctor.view.scan.titles import titles

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from trainlog_doctor.engine.pack import Pack
    from trainlog_doctor.engine.rule import Severity
    from trainlog_doctor.sweep.row import Row
    from trainlog_doctor.sweep.table import Sweep
    from trainlog_doctor.view.model import Text

HEADINGS = ("findings", "common", "unread")
_SEVERITIES: tuple[Severity | None, ...] = ("error", "warning", "info", None)


def build_scan(
    rows: Sequence[Row],
    sweep: Sweep,
    pack: Pack,
    *,
    top: int,
    rules: Callable[[], str],
    again: int = 0,
    finished: bool = True,
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
    again
        How many further names the files of the sweep have.
    finished
        False when the scan was interrupted.
    """
    headings, row_texts = row_views(sweep, pack)
    return ScanView(
        version=__version__,
        rules_version=pack.version,
        title=_title(sweep),
        words={name: translations(f"scan.heading.{name}") for name in HEADINGS},
        summary=tuple(_summary(sweep, again, finished)),
        metric=sweep.metric.name if sweep.metric else None,
        better=sweep.metric.better if sweep.metric else None,
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
    )


def left_out(count: int) -> Text:
    """Say how many rows a short report leaves out."""
    return translations("scan.left_out", {"count": count})


def _title(sweep: Sweep) -> Text:
    if sweep.metric is None:
        return translations("scan.title.unranked", {"count": len(sweep.runs)})
    return translations(f"scan.title.{sweep.metric.better}", {"count": len(sweep.runs), "metric": sweep.metric.name})


def _summary(sweep: Sweep, again: int, finished: bool) -> Iterator[Text]:
    if not finished:
        yield translations("scan.interrupted")
    yield _verdicts(sweep)
    if sweep.unread:
        yield translations("scan.unread", {"count": len(sweep.unread)})
    if again:
        yield translations("scan.again", {"count": again})
    if sweep.metric is not None and sweep.unranked:
        yield translations("scan.unranked", {"count": len(sweep.unranked), "metric": sweep.metric.name})
    if sweep.metric is not None and sweep.ranked:
        best = sweep.ranked[0]
        (value,) = cells([value_of(best, sweep.metric)])
        name = f"{best.path} {titles(sweep.runs).own(best)}".rstrip()
        data = {"path": name, "metric": sweep.metric.name, "value": value, "epoch": best.best_epoch}
        yield translations("scan.best", data)
    broken = [row for row in sweep.runs if row.parameter_trouble]
    if broken and broken[0].parameter_trouble:
        first = broken[0].parameter_trouble.data.get("path")
        yield translations("scan.parameters_unread", {"count": len(broken), "path": first})


def _verdicts(sweep: Sweep) -> Text:
    """How many runs there are of every weight."""
    counts: dict[str, int] = {severity or "none": sweep.severities.get(severity, 0) for severity in _SEVERITIES}
    told = {**counts, "unjudged": sweep.unjudged}
    said = [translations(f"scan.verdicts.{name}", {"count": count}) for name, count in told.items() if count]
    listed = {
        language: text("scan.join", language).join(one[language] for one in said or [translations("scan.none")])
        for language in LANGUAGES
    }
    return each("scan.verdicts", {"listed": listed})


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
