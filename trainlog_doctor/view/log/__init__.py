"""What the log says besides its metrics, grouped: one line a kind of thing, counts instead of repetitions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trainlog_doctor.view.log import setting, training, trouble
from trainlog_doctor.view.log.pieces import piece
from trainlog_doctor.view.logged import LogLineView, LogView
from trainlog_doctor.view.phrases import listed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from trainlog_doctor.i18n import Text
    from trainlog_doctor.model import Fact, Run
    from trainlog_doctor.view.log.pieces import Facts
    from trainlog_doctor.view.logged import SecondsView

GROUPS: Mapping[str, Callable[[Facts], Iterable[Text]]] = {
    "model": setting.model,
    "data": setting.data,
    "classes": setting.classes,
    "settings": setting.settings,
    "software": setting.software,
    "checkpoints": training.checkpoints,
    "stop": training.stop,
    "learning_rate": training.learning_rate,
    "evaluation": training.evaluation,
    "scores": training.scores,
    "report": training.report,
    "warnings": trouble.warnings,
    "broken_off": trouble.broken_off,
}
"""Name of each line, and what makes its pieces, in the order of the report."""


def log_view(run: Run) -> LogView:
    """Tell the facts of a run and the time that it took; empty where the log tells nothing but metrics."""
    seconds = training.seconds(run.epoch_seconds)
    return LogView(_lines(run, seconds), run.facts, seconds)


def _lines(run: Run, seconds: SecondsView | None) -> tuple[LogLineView, ...]:
    facts: dict[str, list[Fact]] = {}
    for fact in run.facts:
        facts.setdefault(fact.kind, []).append(fact)
    told = {name: tuple(make(facts)) for name, make in GROUPS.items()}
    told["time"] = tuple(training.time(seconds))
    return tuple(
        LogLineView(name, piece(f"label.{name}"), listed(parts, "sentences")) for name, parts in told.items() if parts
    )
