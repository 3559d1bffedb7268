"""``analyze`` of standard input: what a training prints is judged while it runs, and in the end as a whole."""

from __future__ import annotations

import io
import os
import sys
from contextlib import closing, nullcontext
from typing import TYPE_CHECKING, Any

from trainlog_doctor.cli import display, listening, reports
from trainlog_doctor.cli.exits import ExitCode, decide
from trainlog_doctor.cli.progress import progress_of
from trainlog_doctor.live.descriptors import widen
from trainlog_doctor.record import replace
from trainlog_doctor.sources import STDIN

if TYPE_CHECKING:
    from collections.abc import Sequence

    from trainlog_doctor.cli.order import Order


def standard_input() -> int | None:
    """The number of standard input, where it is an open file of the system's.

    A pipe is made as wide as may be, at once: a training that prints already need not wait until we have started.
    """
    try:
        descriptor = sys.stdin.fileno() if sys.stdin is not None else None
    except (io.UnsupportedOperation, ValueError):
        return None
    if descriptor is not None:
        widen(descriptor)
    return descriptor


def analyze_pipe(
    arguments: Sequence[str],
    descriptor: int,
    asked: Order,
    given: dict[str, Any],
) -> ExitCode:
    """Judge sources of which one is standard input; it is read to its end whatever happens."""
    from trainlog_doctor.live.assemble import faults, observer
    from trainlog_doctor.live.pipe import ENDING_SIGNALS, Pipe
    from trainlog_doctor.live.relay import Relay
    from trainlog_doctor.live.signals import Signals
    from trainlog_doctor.pipeline import analyze
    from trainlog_doctor.pipeline.collect import INTERRUPTED
    from trainlog_doctor.view import build_view

    rules, options = asked.rules, asked.options(given)
    sinks = listening.standard_output() if given["tee"] else []
    shared = listening.shares(sinks)
    live = _wanted(given["live"], descriptor)
    screen = listening.screen(given, live=live, shared=shared)
    watching = observer(STDIN, rules, options, screen) if live else None
    # What is typed or pasted stands on the screen already.
    seen = nullcontext() if live or sinks or os.isatty(descriptor) else progress_of(arguments, given)
    with Signals(ENDING_SIGNALS) as signals, closing(screen), seen:
        source = Pipe(descriptor, signals, screen, last=arguments[-1] == STDIN)
        feed = Relay(source, STDIN, options.input_format, watching, screen, sinks, shared=shared)
        report = analyze(arguments, rules.everywhere, replace(options, feeds={STDIN: feed}))
    with listening.reports_beside(sinks):
        reports.publish(build_view(report, rules.every_rule), asked.destinations, given)
    listening.tell_errors(faults(sinks, watching), given)
    if source.interrupted:
        listening.tell_interrupted(report, STDIN, given)
        return ExitCode.INTERRUPTED
    if any(one.error.key == INTERRUPTED for one in report.errors):
        return ExitCode.INTERRUPTED
    return decide(report, given["fail_on"])


def _wanted(asked: bool | None, descriptor: int) -> bool:
    """Whether to speak before the end: as asked for, else if somebody watches a training."""
    return asked if asked is not None else display.on_terminal() and listening.is_pipe(descriptor)
