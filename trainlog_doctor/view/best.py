"""The epoch to keep, beside the others that somebody might keep: every metric at each."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from trainlog_doctor.engine.measures.facts import RESTORED_BEST, numeric, of_kind
from trainlog_doctor.i18n import Text, translations
from trainlog_doctor.i18n.neutral import neutral
from trainlog_doctor.i18n.numbers import number
from trainlog_doctor.judgement.best_epoch import better_before
from trainlog_doctor.view.model import BestView, ColumnView, RowView
from trainlog_doctor.view.phrases import each, epoch_list, word

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from trainlog_doctor.engine.roles import Roles
    from trainlog_doctor.judgement.advice import BestEpoch, Candidate
    from trainlog_doctor.judgement.diagnosis import Diagnosis
    from trainlog_doctor.model import Frame, Run

_FIRST_ROLES = ("val_loss", "val_score", "loss", "score")
_NOTHING_LEARNT = "nothing_learnt"
_BY_TRAINING = "_training"
"""End of the reasons that are none of validation."""

_DIGITS = 4
_MOST_DECIMALS = 6


def best(diagnosis: Diagnosis) -> BestView | None:
    """Compare the epoch to keep with the other candidates; None where no epoch can be named."""
    chosen = diagnosis.best
    if chosen is None:
        return None
    columns = _columns(chosen, diagnosis)
    frame = diagnosis.run.frame
    hopeless = chosen.reason == _NOTHING_LEARNT
    return BestView(
        epoch=chosen.epoch,
        by=chosen.by,
        title=word("best.title.nothing_learnt" if hopeless else "best.title", {"epoch": chosen.epoch}),
        reason=_reason(chosen, diagnosis),
        values=values_at(frame, chosen.epoch),
        candidates=chosen.candidates,
        columns=columns,
        rows=_rows(frame, _order(diagnosis), [column.epoch for column in columns]),
        worth_keeping=not hopeless,
    )


def _reason(chosen: BestEpoch, diagnosis: Diagnosis) -> Text:
    """Say why this epoch, which one the training itself kept, and what an excerpt leaves out."""
    said = translations(f"best.{chosen.reason}", {"epoch": chosen.epoch, "by": chosen.by, **chosen.data})
    if chosen.reason.endswith(_BY_TRAINING):
        said = _unvalidated(said, diagnosis.roles)
    run, told = diagnosis.run, {"said": said}
    if before := better_before(run, diagnosis.roles):
        return each("report.best.before", told, metric=before[0], value=number(before[1], digits=_DIGITS))
    if restored := _restored_instead(chosen, run):
        shown = restored in run.frame.epoch
        return each("report.best.restored", told, shown=restored if shown else None, hidden=None if shown else restored)
    at_the_edge = chosen.epoch == shown_from(run) and chosen.reason != _NOTHING_LEARNT
    return each("report.best.edge", told) if at_the_edge else said


def _restored_instead(chosen: BestEpoch, run: Run) -> int | None:
    """The epoch whose weights early stopping put back, where that is not the best one by any metric here."""
    told = of_kind(run, RESTORED_BEST)
    if len(told) != 1:  # Several are of as many fits that a loop repeats: each counts for itself.
        return None
    epoch = numeric(told[0].data.get("best_epoch")) or 0
    first = 1 if run.continues is None else run.frame.epoch[0]
    as_good = {chosen.epoch}.union(*((c.epoch, *c.ties) for c in chosen.candidates if c.by != "last"))
    return int(epoch) if epoch >= first and epoch not in as_good else None


def shown_from(run: Run) -> int | None:
    """First epoch of an excerpt, which does not show what came before; None for a log that begins with its run."""
    first = int(run.frame.epoch[0]) if len(run.frame) else 1
    return first if first > 1 and run.continues is None else None


def _unvalidated(said: Text, roles: Roles) -> Text:
    """Add why validation did not choose: there is none, or nobody knows which way its metric improves."""
    unread = roles.get("val_any")
    if unread is None or unread.name in {roles[role].name for role in ("val_loss", "val_score") if role in roles}:
        return each("best.unvalidated", {"said": said})
    return each("best.undirected", {"said": said}, metric=unread.name)


def values_at(frame: Frame, epoch: int) -> Mapping[str, float]:
    """Every metric that was logged at an epoch."""
    (places,) = (frame.epoch == epoch).nonzero()
    if not len(places):
        return {}
    place = int(places[0])
    found = {name: float(values[place]) for name, values in frame.columns.items()}
    return {
        name: value for name, value in found.items() if not math.isnan(value) or epoch in frame.logged_nan.get(name, ())
    }


def _columns(chosen: BestEpoch, diagnosis: Diagnosis) -> tuple[ColumnView, ...]:
    """One column an epoch: candidates that name the same epoch share it."""
    better = {column.name: column.better for column in diagnosis.roles.values() if column.better}
    notes: dict[int, list[Text]] = {}
    for candidate in chosen.candidates:
        notes.setdefault(candidate.epoch, []).extend(_notes(candidate, better))
    notes.setdefault(chosen.epoch, [])
    return tuple(
        ColumnView(epoch, word("span.one", {"first": epoch}), tuple(said), epoch == chosen.epoch)
        for epoch, said in notes.items()
    )


def _notes(candidate: Candidate, better: Mapping[str, str]) -> Iterable[Text]:
    if candidate.by == "last":
        yield word("candidate.last")
        return
    direction = better.get(candidate.by, "unknown")
    yield word(f"candidate.{direction}", {"metric": candidate.by})
    if candidate.ties:
        yield word("candidate.ties", {"epochs": epoch_list(candidate.ties)})


def _order(diagnosis: Diagnosis) -> tuple[str, ...]:
    """Put the metrics that people look at first before the others, which stay as logged."""
    roles, columns = diagnosis.roles, diagnosis.run.frame.columns
    first = [roles[role].name for role in _FIRST_ROLES if role in roles and roles[role].name in columns]
    return tuple(dict.fromkeys([*first, *columns]))


def _rows(frame: Frame, names: Sequence[str], epochs: Sequence[int]) -> tuple[RowView, ...]:
    at = [values_at(frame, epoch) for epoch in epochs]
    return tuple(RowView(neutral(name), cells([values.get(name) for values in at])) for name in names)


def cells(values: Sequence[float | None]) -> tuple[str, ...]:
    """Print a metric's values with the same number of decimals, chosen for the largest of them."""
    decimals = decimals_of(values)
    return tuple(cell(value, decimals) for value in values)


def decimals_of(values: Iterable[float | None]) -> int:
    """How many decimals a metric's values need, by the largest of them."""
    largest = max((abs(v) for v in values if v is not None and math.isfinite(v) and v), default=1.0)
    return min(_MOST_DECIMALS, max(0, _DIGITS - 1 - math.floor(math.log10(largest))))


def cell(value: float | None, decimals: int) -> str:
    """Print a value with fixed decimals, or with digits of its own where these would show less than two of them."""
    if value is None:
        return "–"
    if not math.isfinite(value) or (value and abs(value) < 10.0 ** (1 - decimals)) or abs(value) >= 1e7:
        return number(value)
    return f"{value:.{decimals}f}"
