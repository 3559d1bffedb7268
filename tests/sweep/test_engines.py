from __future__ import annotations

import os
import pickle
import signal
import subprocess
import sys
import time
from pathlib import Path

from tests.conftest import OVERFIT, run_of
from trainlog_doctor.engine.overrides import Overrides
from trainlog_doctor.judgement.judge import judge_briefly
from trainlog_doctor.pipeline.scan import Sweeping
from trainlog_doctor.settings.model import Settings
from trainlog_doctor.settings.rulebook import rulebook
from trainlog_doctor.sweep.engines.base import Batch, Source, in_process
from trainlog_doctor.sweep.engines.pool import pool
from trainlog_doctor.sweep.row import Row

ROOT = Path(__file__).resolve().parents[2]
BATCHES: list[Batch] = [[Source(f"{first + k}") for k in range(5)] for first in range(0, 60, 5)]


def by_name(batch: Batch) -> list[list[Row]]:
    return [[Row(one.path, number=os.getpid())] for one in batch]


def deadly(batch: Batch) -> list[list[Row]]:
    if any(one.path in {"17", "18", "44"} for one in batch):
        time.sleep(0.2)
        os.kill(os.getpid(), signal.SIGKILL)
    return by_name(batch)


def paths(results: list[Row]) -> list[str]:
    return [row.path for row in results]


def test_a_pool_gives_the_rows_of_one_process_in_the_same_order() -> None:
    here = [row for batch in in_process(by_name, BATCHES) for rows in batch for row in rows]
    there = [row for batch in pool(2)(by_name, BATCHES) for rows in batch for row in rows]
    assert paths(there) == paths(here) == [str(number) for number in range(60)]
    assert os.getpid() not in {row.number for row in there}


def test_a_source_that_kills_its_process_is_a_row_and_nothing_else_is_lost_or_doubled() -> None:
    there = [row for batch in pool(2)(deadly, BATCHES) for rows in batch for row in rows]
    assert paths(there) == [str(number) for number in range(60)]
    assert [row.path for row in there if row.trouble] == ["17", "18", "44"]


def test_no_process_of_a_pool_outlives_the_one_that_began_it() -> None:
    script = "from tests.sweep.test_engines import *; next(pool(2)(by_name, BATCHES)); os.kill(os.getpid(), 9)"
    call = [sys.executable, "-c", script]
    # Its processes hold its standard output, which ends when the last of them does.
    done = subprocess.run(call, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, timeout=60, check=False)
    assert done.returncode == -9


def test_what_a_process_is_given_fits_into_a_pipe_so_that_none_waits_for_another_to_begin() -> None:
    rules = rulebook(Settings(), (), Overrides())
    assert len(pickle.dumps(Sweeping(rules.for_judging))) < 60_000
    run = run_of(OVERFIT)
    assert judge_briefly(run, rules.for_judging.everywhere) == judge_briefly(run, rules.everywhere)


def test_batches_are_drawn_as_they_are_needed() -> None:
    drawn = []

    def watched() -> object:
        for number in range(1000):
            drawn.append(number)
            yield [Source(str(number))]

    results = pool(2)(by_name, watched())  # type: ignore[arg-type]
    next(iter(results))
    assert len(drawn) < 50
    results.close()  # type: ignore[attr-defined]
