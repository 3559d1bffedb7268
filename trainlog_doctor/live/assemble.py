"""Puts the parts together that listen to one source."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from trainlog_doctor.errors import DoctorError
    from trainlog_doctor.judgement.diagnosis import Diagnosis
    from trainlog_doctor.live.descriptors import Sink
    from trainlog_doctor.live.observer import Observer, Pace
    from trainlog_doctor.live.screen import Screen
    from trainlog_doctor.pipeline import Options
    from trainlog_doctor.settings.rulebook import Rulebook


def observer(
    path: str,
    rules: Rulebook,
    options: Options,
    screen: Screen,
    heard: Callable[[Diagnosis], None] = lambda _: None,
    pace: Pace | None = None,
) -> Observer:
    """Make what looks at a source. A rehearsal imports and prepares everything now, not when the first epoch waits."""
    import numpy as np

    from trainlog_doctor.live.layout import block
    from trainlog_doctor.live.observer import Observer
    from trainlog_doctor.live.status import Said, news
    from trainlog_doctor.model import Frame, Origin, Run
    from trainlog_doctor.pipeline import Found
    from trainlog_doctor.pipeline.running import judge_running
    from trainlog_doctor.reporters.base import Style

    def judge(found: Found) -> Diagnosis:
        return judge_running(found, rules.everywhere, options)

    nothing = Run("", Frame(np.array([1]), {"loss": np.zeros(1)}))
    for line in news(Said(), judge(Found(Origin(path, 1), nothing)), rules.every_rule.rules, 0.0)[1]:
        block(line, Style())
    return Observer(judge, rules.every_rule.rules, screen.show, heard, pace)


def faults(sinks: Iterable[Sink], watching: Observer | None) -> list[DoctorError]:
    """What went wrong on the way, beside the reading and judging."""
    told = [one.fault for one in sinks] + ([watching.fault] if watching is not None else [])
    return [fault for fault in told if fault is not None]
