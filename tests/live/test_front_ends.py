"""One parser: whatever way a log comes, the runs are those of the file."""

from __future__ import annotations

import os
import signal
import sys
import threading
from typing import TYPE_CHECKING

import pytest

from tests.live.replaying import LOGS, NO_FLAGS, PRINT, ROOT, SAMPLE, from_file, listen, pieces, python, runs_of
from trainlog_doctor.live.ending import Grounds
from trainlog_doctor.live.patience import Patience
from trainlog_doctor.live.pipe import Pipe
from trainlog_doctor.live.screen import Silent
from trainlog_doctor.live.signals import Signals
from trainlog_doctor.live.watching import Watch
from trainlog_doctor.pipeline import Options, analyze
from trainlog_doctor.settings import Settings
from trainlog_doctor.settings.rulebook import rulebook

if TYPE_CHECKING:
    from pathlib import Path

    from trainlog_doctor.model import Run

RULES = rulebook(Settings(), [], NO_FLAGS)
SMALL = sorted(LOGS, key=lambda path: path.stat().st_size)[:4]


def names(path: Path) -> str:
    return "-".join(path.relative_to(ROOT / "sample_logs").parts)


@pytest.mark.parametrize("log", LOGS, ids=names)
def test_every_sample_in_odd_chunks_is_the_run_of_its_file(log: Path) -> None:
    assert runs_of(listen(pieces(log.read_bytes(), seed=7))) == from_file(log)


@pytest.mark.parametrize("log", SMALL, ids=names)
def test_samples_byte_by_byte_are_the_runs_of_their_files(log: Path) -> None:
    data = log.read_bytes()
    assert runs_of(listen(data[at : at + 1] for at in range(len(data)))) == from_file(log)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-8-sig", "utf-32"])
def test_encodings_are_found_out_live_too(encoding: str) -> None:
    text = SAMPLE.read_bytes().decode("utf-8", "replace")
    report = listen(pieces(text.encode(encoding), seed=3))
    assert [run[6:8] for run in runs_of(report)] == [run[6:8] for run in from_file(SAMPLE)]


def test_tables_in_a_pipe_are_the_runs_of_their_files() -> None:
    path = SAMPLE.with_name("history.csv")
    assert runs_of(listen(pieces(path.read_bytes(), seed=1, most=40))) == from_file(path)


@pytest.mark.parametrize("log", LOGS[::3], ids=names)
def test_a_real_pipe_gives_the_run_of_the_file(log: Path) -> None:
    ours, theirs = os.pipe()

    def write() -> None:
        with os.fdopen(theirs, "wb") as pipe:
            for piece in pieces(log.read_bytes(), seed=5, most=9000):
                pipe.write(piece)
                pipe.flush()

    writer = threading.Thread(target=write)
    with Signals(()) as signals:
        writer.start()
        source = Pipe(ours, signals, Silent())
        chunks = iter(lambda: source.read(None), b"")
        report = listen(chunks)
    writer.join()
    os.close(ours)
    assert runs_of(report) == from_file(log)


@pytest.mark.skipif(sys.platform == "win32", reason="no pseudo-terminals")
@pytest.mark.parametrize("log", LOGS[::3], ids=names)
def test_a_command_under_a_pseudo_terminal_gives_the_run_of_the_file(log: Path) -> None:
    from trainlog_doctor.live.session import Session

    command = [*python(PRINT), str(log)]
    session = Session(command, "run.log", RULES, Options(), Grounds((), RULES.everywhere), grace=1)
    report = session.run(Silent(), (), shared=False)
    assert session.status == 0
    assert runs_of(report) == from_file(log)


@pytest.mark.parametrize("log", LOGS[::3], ids=names)
def test_a_watched_file_gives_the_run_of_the_file(log: Path, tmp_path: Path) -> None:
    path = tmp_path / "run.log"

    def write() -> None:
        with path.open("wb", buffering=0) as file:
            for piece in pieces(log.read_bytes(), seed=5, most=9000):
                file.write(piece)

    writer = threading.Thread(target=write)
    writer.start()
    watch = Watch(str(path), RULES, Options(), until_done=False, idle=1.0)
    report = watch.run(Silent())
    writer.join()
    assert runs_of(report) == from_file(log)


def test_a_watched_table_is_read_anew_until_it_is_silent(tmp_path: Path) -> None:
    source = SAMPLE.with_name("history.csv")
    path = tmp_path / "history.csv"
    path.write_bytes(source.read_bytes())
    report = Watch(str(path), RULES, Options(), until_done=False, idle=0.3).run(Silent())
    assert runs_of(report) == from_file(source)


def test_a_watched_directory_is_read_anew_until_it_is_silent() -> None:
    folder = SAMPLE.with_name("tensorboard")
    report = Watch(str(folder), RULES, Options(), until_done=False, idle=0.3).run(Silent())
    assert runs_of(report) == runs_of(analyze((str(folder),), RULES.everywhere))


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX signals")
def test_whoever_interrupts_a_watch_twice_does_not_wait_for_its_report() -> None:
    with Signals([signal.SIGINT]) as signals:
        patience = Patience(signals, lambda: None, until_done=False, idle=None)
        signal.raise_signal(signal.SIGINT)
        assert patience.wait(None)
        with pytest.raises(KeyboardInterrupt):
            signal.raise_signal(signal.SIGINT)


def test_a_watch_until_done_waits_for_the_planned_end() -> None:
    def ended(run: Run) -> bool:
        clock = {"now": 0.0}
        with Signals(()) as signals:
            patience = Patience(signals, lambda: run, until_done=True, idle=None, clock=lambda: clock["now"])
            clock["now"] = 1000.0
            return patience.wait(0)

    (whole,) = (one.run for one in listen([SAMPLE.read_bytes()]).diagnoses)
    lines = SAMPLE.read_bytes().splitlines(keepends=True)
    (half,) = (one.run for one in listen([b"".join(lines[: len(lines) // 2])]).diagnoses)
    assert (ended(whole), ended(half)) == (True, False)
