"""Pace, preview, grounds, ending, tail: the parts that listen."""

from __future__ import annotations

import os
import signal
from typing import TYPE_CHECKING

import pytest

from tests.conftest import OVERFIT, keras_log
from tests.live.replaying import NO_FLAGS, SAMPLE, Heard, listen
from trainlog_doctor.engine.outcome import Output
from trainlog_doctor.errors import UsageError
from trainlog_doctor.live.ending import Ending, Grounds
from trainlog_doctor.live.observer import Observer, Pace
from trainlog_doctor.live.patience import Patience
from trainlog_doctor.live.preview import Preview
from trainlog_doctor.live.signals import Signals
from trainlog_doctor.live.tail import Tail
from trainlog_doctor.pipeline import Found, Options
from trainlog_doctor.pipeline.running import judge_running
from trainlog_doctor.record import replace
from trainlog_doctor.settings import Settings
from trainlog_doctor.settings.rulebook import rulebook

if TYPE_CHECKING:
    from pathlib import Path

    from trainlog_doctor.judgement.diagnosis import Diagnosis

LOG = keras_log(OVERFIT).encode()
RULES = rulebook(Settings(), [], NO_FLAGS)


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def test_looking_takes_a_tenth_of_the_time_at_most() -> None:
    clock = Clock()
    pace = Pace(clock, clock)
    assert pace.wait() == 0
    with pace.measured():
        clock.now += 0.02
    assert pace.wait() == pytest.approx(0.18)
    clock.now += 0.18
    assert pace.wait() == 0


def test_an_epoch_is_told_before_the_next_byte_comes() -> None:
    screen = Heard()
    first, second = LOG.split(b"Epoch 3/", 1)[0], LOG
    listen([first, None], screen)
    assert screen.english("epoch") == ["epoch 2/12  val_loss 0.4800 ↓ best  val_f1 0.7600 ↑ best  ETA 0:10"]
    assert len(second) > len(first)


def test_the_beginning_is_read_before_it_is_long_enough_to_be_recognised_for_good() -> None:
    preview = Preview("-", None)
    seen = []
    for at in range(0, 700, 7):
        preview.take(LOG[at : at + 7])
        seen.append(sum(len(run.frame) for run in preview.runs()))
    assert seen[0] == 0
    assert seen == sorted(seen)
    assert seen[-1] >= 5


def test_a_preview_changes_its_mind_when_more_is_known() -> None:
    preview = Preview("-", None)
    preview.take(b"my epoch 1 loss 0.5\n")
    first = preview.runs()
    preview.take(LOG)
    assert [run.format for run in preview.runs()] == ["keras-stdout"]
    assert all(run.format != "keras-stdout" for run in first)


def test_a_fault_of_ours_ends_the_looking_and_nothing_else() -> None:
    def broken(_: Found) -> Diagnosis:
        raise ZeroDivisionError("oops")

    screen = Heard()
    watching = Observer(broken, {}, screen.show)
    (diagnosis,) = listen([LOG]).diagnoses
    for _ in range(2):
        watching.changed()
        watching.look(lambda: [Found(diagnosis.origin, diagnosis.run)])
    assert watching.fault is not None
    assert watching.fault.data["kind"] == "ZeroDivisionError"
    assert watching.wait() is None


@pytest.mark.parametrize(
    ("names", "found"),
    [
        (["TD101"], "TD101"),
        (["overfit-metric-plateau"], "TD101"),
        (["warning"], "TD101"),
        (["info"], "TD101"),
        (["error"], None),
        (["TD001"], None),
        (["stop"], "stop"),
        ([], None),
    ],
)
def test_grounds_are_codes_names_severities_and_the_advice_to_stop(names: list[str], found: str | None) -> None:
    (diagnosis,) = listen([SAMPLE.read_bytes()]).diagnoses
    running = judge_running(Found(diagnosis.origin, diagnosis.run), RULES.everywhere, Options())
    assert Grounds(names, RULES.every_rule).found(running) == found


def test_what_is_found_of_one_output_alone_ends_no_training() -> None:
    (diagnosis,) = listen([SAMPLE.read_bytes()]).diagnoses
    of_one = tuple(one._replace(outputs=(Output("age", {}),)) for one in diagnosis.outcomes)
    assert Grounds(["warning"], RULES.every_rule).found(replace(diagnosis, outcomes=of_one)) is None


@pytest.mark.parametrize(("name", "key"), [("TD999", "unknown_rule"), ("TD702", "live.not_while_running")])
def test_grounds_that_can_never_be_are_refused_before_anything_runs(name: str, key: str) -> None:
    with pytest.raises(UsageError) as refused:
        Grounds([name], RULES.every_rule)
    assert refused.value.key == key


def test_a_training_is_asked_to_end_and_then_told() -> None:
    clock, sent = Clock(), list[int]()
    ending = Ending(10.0, clock)
    assert ending.insist() is None
    ending.begin("TD001", sent.append)
    ending.begin("TD002", sent.append)
    assert (sent, ending.why, ending.insist()) == ([signal.SIGINT], "TD001", 10.0)
    clock.now = 11.0
    ending.insist()
    assert ending.insist() is None
    assert sent == [signal.SIGINT, signal.SIGTERM]


def read_now(tail: Tail) -> bytes:
    found = b""
    while chunk := tail.read(0):
        found += chunk
    return found


@pytest.fixture
def tail(tmp_path: Path) -> Tail:
    with Signals(()) as signals:
        return Tail(str(tmp_path / "run.log"), Patience(signals, lambda: None, until_done=False, idle=None))


def test_a_file_may_come_late_and_grow_by_parts_of_lines(tail: Tail, tmp_path: Path) -> None:
    assert tail.read(0) is None
    path = tmp_path / "run.log"
    path.write_bytes(b"one\ntw")
    assert read_now(tail) == b"one\ntw"
    with path.open("ab") as file:
        file.write(b"o\n")
    assert read_now(tail) == b"o\n"
    tail.close()


def test_a_rotated_log_goes_on_in_the_new_file(tail: Tail, tmp_path: Path) -> None:
    path = tmp_path / "run.log"
    path.write_bytes(b"one\n")
    assert read_now(tail) == b"one\n"
    with path.open("ab") as file:
        path.rename(tmp_path / "run.log.1")
        path.write_bytes(b"three\n")
        file.write(b"two\n")
    assert read_now(tail) == b"two\nthree\n"
    tail.close()


@pytest.mark.parametrize("anew", [b"new\n", b"a longer beginning than there was\n"])
def test_a_file_that_is_written_anew_is_read_from_its_beginning(tail: Tail, tmp_path: Path, anew: bytes) -> None:
    path = tmp_path / "run.log"
    path.write_bytes(b"one\nleft open")
    assert read_now(tail) == b"one\nleft open"
    with path.open("r+b") as file:
        file.truncate()
        file.write(anew)
    assert read_now(tail) == b"\n" + anew
    tail.close()


@pytest.mark.parametrize("renamed", [True, False])
def test_a_file_that_is_copied_anew_is_read_on(tail: Tail, tmp_path: Path, renamed: bool) -> None:
    path, copy = tmp_path / "run.log", tmp_path / ".run.log"
    path.write_bytes(b"one\ntw")
    assert read_now(tail) == b"one\ntw"
    for part in (b"one\n", b"one\ntwo\n"):
        copy.write_bytes(part)
        if renamed:
            copy.replace(path)
        else:
            path.write_bytes(part)
        assert read_now(tail) == part[len(b"one\ntw") :]
    path.write_bytes(b"one\nnew\n")
    assert read_now(tail) == b"one\nnew\n"
    tail.close()


@pytest.mark.parametrize(
    ("preamble", "told", "renamed"),
    [
        (b"layer (Dense)\n" * 9000, b"loss: 0.7\n", True),
        (b"layer (Dense)\n" * 9000, b"loss: 0.7\n", False),
        (b"", b"loss: 0.7\n" + b"saved\n" * 20, True),
    ],
)
def test_another_run_of_the_same_program_is_no_copy(
    tail: Tail, tmp_path: Path, preamble: bytes, told: bytes, renamed: bool
) -> None:
    path, new = tmp_path / "run.log", tmp_path / "new.log"
    path.write_bytes(preamble + b"loss: 0.3\n" + b"saved\n" * 20)
    assert read_now(tail) == path.read_bytes()
    new.write_bytes(preamble + told)
    if renamed:
        new.replace(path)
    else:
        path.write_bytes(new.read_bytes())
    assert read_now(tail) == preamble + told
    tail.close()


def test_a_file_that_is_gone_for_a_while_is_waited_for(tail: Tail, tmp_path: Path) -> None:
    path = tmp_path / "run.log"
    path.write_bytes(b"one\n")
    assert read_now(tail) == b"one\n"
    path.unlink()
    assert read_now(tail) == b""
    path.write_bytes(b"two\n")
    assert read_now(tail) == b"two\n"
    tail.close()


def test_signals_are_bytes_to_wait_for_and_ignored_ones_stay_so() -> None:
    before = signal.signal(signal.SIGUSR1, signal.SIG_IGN)
    try:
        with Signals((signal.SIGUSR1, signal.SIGUSR2)) as signals:
            os.kill(os.getpid(), signal.SIGUSR1)
            os.kill(os.getpid(), signal.SIGUSR2)
            assert list(signals.arrived()) == [signal.SIGUSR2]
            assert signals.arrived() == b""
        assert signal.getsignal(signal.SIGUSR1) is signal.SIG_IGN
        assert signal.getsignal(signal.SIGUSR2) is signal.SIG_DFL
    finally:
        signal.signal(signal.SIGUSR1, before)
