"""Runs that continue others learn where those ended."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from trainlog_doctor.model import Fact, Frame, Run
from trainlog_doctor.readers.facts import RESUMED_FROM
from trainlog_doctor.readers.resumed import link


def run(first: int, *losses: float) -> Run:
    return Run("test", Frame(np.arange(first, first + len(losses)), {"loss": np.array(losses)}))


def test_the_last_values_before_are_told() -> None:
    first, second = link([run(1, 0.5, 0.4), replace(run(3, 0.6), continues=1)])
    assert first.facts == ()
    assert second.facts == (Fact(RESUMED_FROM, 2, None, {"loss": 0.4}),)


def test_a_value_that_was_not_logged_is_left_out() -> None:
    _, second = link([run(1, 0.5, np.nan), replace(run(3, 0.6), continues=1)])
    assert second.facts[0].data == {}


def test_runs_that_stand_alone_or_continue_nothing_readable_stay_as_they_are() -> None:
    runs = [run(1), replace(run(1, 0.5), continues=1), replace(run(2, 0.4), continues=9)]
    assert link(runs) == runs
