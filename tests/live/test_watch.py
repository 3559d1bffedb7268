"""``watch`` as a process of its own."""

from __future__ import annotations

import os
import re
import select
import signal
import subprocess
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

from tests.conftest import OVERFIT, keras_log
from tests.live.replaying import DOCTOR, ENVIRONMENT, PATIENCE, ROOT, SAMPLE, doctor

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="POSIX signals")

LINES = keras_log(OVERFIT, planned=50).encode().splitlines(keepends=True)


class Watching:
    """A doctor that watches."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self.process, self.said = process, b""

    def wait_for(self, pattern: bytes) -> None:
        stream = self.process.stderr
        assert stream is not None
        while not re.search(pattern, self.said):
            assert select.select([stream], [], [], PATIENCE)[0], self.said
            chunk = os.read(stream.fileno(), 65536)
            assert chunk, self.said
            self.said += chunk

    def interrupt(self) -> tuple[int, bytes]:
        self.process.send_signal(signal.SIGINT)
        out, err = self.process.communicate(timeout=PATIENCE)
        self.said += err
        return self.process.returncode, out


@contextmanager
def watching(path: Path, *flags: str) -> Iterator[Watching]:
    command = [*DOCTOR, "watch", str(path), *flags]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, stdin=subprocess.DEVNULL, env=ENVIRONMENT, cwd=ROOT
    ) as process:
        try:
            yield Watching(process)
        finally:
            process.kill()


def test_a_log_that_comes_late_is_told_epoch_by_epoch_and_judged_at_ctrl_c(tmp_path: Path) -> None:
    path = tmp_path / "run.log"
    with watching(path) as seen:
        seen.wait_for(b"Waiting for")
        with path.open("wb", buffering=0) as file:
            file.write(b"".join(LINES[:4]) + LINES[4][:10])
            seen.wait_for(rb"epoch 2/50")
            file.write(LINES[4][10:] + b"".join(LINES[5:]))
            seen.wait_for(rb"epoch 12/50")
        code, out = seen.interrupt()
    assert code == 130
    assert b"TD101" in out
    assert b"Interrupted after epoch 12." in seen.said


def test_of_a_training_that_goes_on_nothing_is_said_of_its_end(tmp_path: Path) -> None:
    path = tmp_path / "run.log"
    path.write_bytes(b"".join(LINES[:6]))
    with watching(path) as seen:
        seen.wait_for(rb"epoch 3/50")
        _, out = seen.interrupt()
    assert b"TD902" not in out.split(b"Not checked")[0]
    assert b"still going on" in out
    assert b"TD902" in doctor("analyze", str(path)).stdout.split(b"Not checked")[0]


def test_a_table_and_a_directory_are_told_when_they_change(tmp_path: Path) -> None:
    rows = SAMPLE.with_name("history.csv").read_bytes().splitlines(keepends=True)
    path = tmp_path / "history.csv"
    with watching(path, "-q") as seen:
        seen.wait_for(b"Waiting for")
        with path.open("wb", buffering=0) as file:
            file.write(b"".join(rows[:5]) + rows[5][:30])
            seen.wait_for(rb"epoch 4 ")
            file.write(rows[5][30:])
            seen.wait_for(rb"epoch 5 ")
        assert seen.interrupt()[0] == 130


def test_until_done_ends_by_itself(tmp_path: Path) -> None:
    path = tmp_path / "run.log"
    path.write_bytes(keras_log(OVERFIT).encode())
    done = doctor("watch", str(path), "--until-done", "-q", "--lang", "zh")
    assert done.returncode == 0
    assert "第 12/12 轮" in done.stderr.decode()
    assert b"TD101" in done.stdout


@pytest.mark.parametrize(
    ("flags", "told"), [((), False), (("--until-done",), True), (("--until-done", "--idle", "9"), False)]
)
def test_an_end_that_cannot_come_is_not_waited_for_in_silence(flags: tuple[str, ...], told: bool) -> None:
    with watching(SAMPLE.with_name("history.csv"), *flags) as seen:
        seen.wait_for(rb"epoch 36")
        code, _ = seen.interrupt()
    assert code == 130
    assert (b"--idle" in seen.said) == told


def test_a_source_that_never_comes_ends_by_idleness_as_an_error(tmp_path: Path) -> None:
    done = doctor("watch", str(tmp_path / "absent.log"), "--idle", "0.2")
    assert done.returncode == 2
    assert b"absent.log" in done.stderr


@pytest.mark.parametrize("source", ["-", "/dev/zero", "https://127.0.0.1/run.log"])
def test_what_never_ends_or_is_no_file_is_refused(source: str) -> None:
    done = doctor("watch", source)
    assert done.returncode == 2
    assert b"neither a file nor a directory" in done.stderr
