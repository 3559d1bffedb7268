"""What is new in a diagnosis, compared with what was said before: a pure function."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trainlog_doctor.live.eta import Moment, seconds_left
from trainlog_doctor.live.words import cleared_line, epoch_line, finding_line, stop_line
from trainlog_doctor.record import dataclass
from trainlog_doctor.view.findings import findings

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from trainlog_doctor.engine.rule import Rule
    from trainlog_doctor.judgement.diagnosis import Diagnosis
    from trainlog_doctor.live.words import Line
    from trainlog_doctor.model import Run

_MOMENTS = 6


@dataclass(frozen=True, slots=True)
class Said:
    """What was said of a run so far.

    Attributes
    ----------
    epoch, metrics
        Its latest epoch, and how many metrics that had logged when it was told.
    fired, cleared
        Codes that were said to have fired, and then to be clear again. Each is said once.
    stop
        Whether it was said that the run might end.
    moments
        When its latest epochs were seen.
    """

    epoch: int = 0
    metrics: int = 0
    fired: frozenset[str] = frozenset()
    cleared: frozenset[str] = frozenset()
    stop: bool = False
    moments: tuple[Moment, ...] = ()


def news(before: Said, diagnosis: Diagnosis, rules: Mapping[str, Rule], now: float) -> tuple[Said, tuple[Line, ...]]:
    """Compare a diagnosis with what was said before.

    Parameters
    ----------
    diagnosis
        Of a run with at least one finished epoch.
    rules
        Every rule that judged it, by code.
    now
        Seconds of a clock.

    Returns
    -------
    tuple of Said and lines
        The epoch's own line first, if it is new or has got more metrics.
    """
    epoch, metrics = extent(diagnosis.run)
    if epoch < before.epoch:
        # The file was written anew: this is another training.
        before = Said()
    moments = before.moments
    if epoch > before.epoch:
        moments = (*moments, Moment(epoch, now))[-_MOMENTS:]
    fired = {outcome.code for outcome in diagnosis.outcomes if outcome.status == "fired"}
    clear = {outcome.code for outcome in diagnosis.outcomes if outcome.status == "clear"}
    after = Said(
        epoch=epoch,
        metrics=metrics,
        fired=before.fired | fired,
        cleared=before.cleared | (before.fired & clear),
        stop=before.stop or (diagnosis.stop_now is not None and diagnosis.stop_now.now),
        moments=moments,
    )
    return after, tuple(_lines(before, after, diagnosis, rules))


def extent(run: Run) -> tuple[int, int]:
    """The latest epoch of a run, and how many metrics that has logged."""
    return int(run.frame.epoch[-1]), sum(bool(values[-1] == values[-1]) for values in run.frame.columns.values())


def _lines(before: Said, after: Said, diagnosis: Diagnosis, rules: Mapping[str, Rule]) -> Iterator[Line]:
    if (after.epoch, after.metrics) != (before.epoch, before.metrics):
        yield epoch_line(diagnosis, seconds_left(diagnosis.run, after.moments))
    new = after.fired - before.fired
    if new:
        yield from (finding_line(after.epoch, one) for one in findings(diagnosis, rules) if one.code in new)
    for code in sorted(after.cleared - before.cleared):
        yield cleared_line(after.epoch, rules[code])
    if after.stop and not before.stop and diagnosis.stop_now is not None:
        yield stop_line(after.epoch, diagnosis.stop_now)
