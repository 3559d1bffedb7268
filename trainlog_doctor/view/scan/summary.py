"""What there is to know of a sweep as a whole, beside its rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trainlog_doctor.brief import first_few
from trainlog_doctor.i18n import translations
from trainlog_doctor.record import dataclass
from trainlog_doctor.sweep.table import value_of
from trainlog_doctor.view.best import cells
from trainlog_doctor.view.phrases import each, listed
from trainlog_doctor.view.scan.titles import titles
from trainlog_doctor.view.titles import source, spaced

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from trainlog_doctor.engine.roles import RoleColumn
    from trainlog_doctor.engine.rule import Severity
    from trainlog_doctor.i18n import Text
    from trainlog_doctor.judgement.silence import SilenceKind
    from trainlog_doctor.sweep.row import Row
    from trainlog_doctor.sweep.table import Sweep
    from trainlog_doctor.view.scan.titles import Titles

_VERDICTS: tuple[Severity | SilenceKind, ...] = (
    *("error", "warning", "info"),
    *("no-cause", "no-progress", "no-change", "only-remarks", "no-finding", "not-judged"),
)


@dataclass(frozen=True, slots=True)
class LeftOut:
    """What a sweep has no rows of.

    Attributes
    ----------
    again
        How many further names its files have.
    beside
        History files beside the runs of a directory, which were not read.
    more_beside
        Whether there may be more of them.
    finished
        False when the scan was interrupted.
    """

    again: int = 0
    beside: Sequence[str] = ()
    more_beside: bool = False
    finished: bool = True


def summary(sweep: Sweep, left_out: LeftOut) -> Iterator[Text]:
    """Say what there is to know of the whole sweep, a sentence each."""
    if not left_out.finished:
        yield translations("scan.interrupted")
    if sweep.runs:
        yield _verdicts(sweep)
    if sweep.unread:
        yield translations("scan.unread", {"count": len(sweep.unread)})
    if not sweep.runs and not sweep.unread:
        yield translations("scan.nothing")
    if left_out.again:
        yield translations("scan.again", {"count": left_out.again})
    if left_out.beside:
        names = first_few(left_out.beside)
        more = left_out.more_beside or None
        yield translations("scan.beside", {"count": len(left_out.beside), "names": names, "more": more})
    if sweep.metric is not None and sweep.unranked:
        yield translations("scan.unranked", {"count": len(sweep.unranked), "metric": sweep.metric.name})
    learnt = next((row for row in sweep.ranked if row.worth_keeping), None)
    if sweep.metric is not None and learnt:
        yield _best(learnt, sweep.metric, titles(sweep.runs))
    broken = [row for row in sweep.runs if row.parameter_trouble]
    if broken and broken[0].parameter_trouble:
        first = broken[0].parameter_trouble.data.get("path")
        yield translations("scan.parameters_unread", {"count": len(broken), "path": first})


def _best(row: Row, metric: RoleColumn, called: Titles) -> Text:
    (value,) = cells([value_of(row, metric)])
    name = spaced(source(row.path), called.own(row))
    return translations("scan.best", {"path": name, "metric": metric.name, "value": value, "epoch": row.best_epoch})


def _verdicts(sweep: Sweep) -> Text:
    """How many runs there are of every weight."""
    told = {name: sweep.verdicts.get(name, 0) for name in _VERDICTS}
    said = [translations(f"scan.verdicts.{name}", {"count": count}) for name, count in told.items() if count]
    return each("scan.verdicts", {"listed": listed(said, "parts")})
