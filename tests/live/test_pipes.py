"""``analyze`` of a pipe as a process of its own: the training is never harmed, whatever happens to either side."""

from __future__ import annotations

import json
import os
import re
import select
import signal
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.conftest import OVERFIT, keras_log
from tests.live.replaying import DOCTOR, ENVIRONMENT, PATIENCE, ROOT, SAMPLE, doctor, python

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="POSIX signals and devices")

LOG = keras_log(OVERFIT).encode()
HALF = b"".join(LOG.splitlines(keepends=True)[:9])
"""Four epochs, and the header of the fifth."""


@contextmanager
def started(*arguments: str, stdout: int = subprocess.PIPE) -> Iterator[subprocess.Popen[bytes]]:
    command = [*DOCTOR, "analyze", *arguments]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=stdout, stderr=subprocess.PIPE, env=ENVIRONMENT, cwd=ROOT
    ) as child:
        try:
            yield child
        finally:
            child.kill()


def write(child: subprocess.Popen[bytes], data: bytes) -> None:
    assert child.stdin is not None
    child.stdin.write(data)
    child.stdin.flush()


def heard(child: subprocess.Popen[bytes], pattern: bytes) -> bytes:
    """Wait until standard error has said something."""
    assert child.stderr is not None
    said = b""
    while not re.search(pattern, said):
        assert select.select([child.stderr], [], [], PATIENCE)[0], said
        chunk = os.read(child.stderr.fileno(), 65536)
        assert chunk, said
        said += chunk
    return said


@contextmanager
def halfway(*arguments: str) -> Iterator[subprocess.Popen[bytes]]:
    with started("--live", *arguments) as child:
        write(child, HALF)
        heard(child, b"epoch 4/12")
        yield child


def test_what_is_teed_is_what_came_and_the_report_is_elsewhere() -> None:
    data = SAMPLE.read_bytes() + b"\xff\xfe\0 no text \x1b[31m\r\n"
    done = doctor("analyze", "--tee", stdin=data)
    assert done.stdout == data
    assert b"TD101" in done.stderr
    assert done.returncode == 0


def test_bytes_are_teed_at_once_and_epochs_told_while_the_training_waits() -> None:
    with started("--tee", "--live", "-q") as child:
        assert child.stdout is not None
        write(child, b"Epoch 1/2\n")
        assert os.read(child.stdout.fileno(), 100) == b"Epoch 1/2\n"
        write(child, b"2/2 - 1s - loss: 0.5 - val_loss: 0.6\n")
        heard(child, rb"epoch 1/2  val_loss 0.6000")
        child.communicate(b"", timeout=PATIENCE)


@pytest.mark.parametrize("live", ["--live", "--no-live"])
def test_live_or_not_the_report_is_the_same(live: str) -> None:
    plain, other = doctor("analyze", "--no-live", stdin=LOG), doctor("analyze", live, stdin=LOG)
    assert plain.stdout == other.stdout
    assert (b"epoch 12/12" in other.stderr) == (live == "--live")


def test_nothing_is_said_live_where_nobody_watches() -> None:
    assert doctor("analyze", stdin=LOG).stderr == b""


def test_both_languages_are_spoken_live() -> None:
    said = doctor("analyze", "--live", "--lang", "both", stdin=LOG).stderr.decode()
    assert "epoch 12/12" in said
    assert "第 12/12 轮" in said


def test_an_interrupt_waits_for_the_trainings_last_words() -> None:
    with halfway("-q") as child:
        child.send_signal(signal.SIGINT)
        heard(child, b"waiting for the training to end")
        write(child, b"2/2 - 1s - loss: 0.2 - val_loss: 0.42 - val_f1: 0.8\nKeyboardInterrupt\n")
        out, err = child.communicate(timeout=PATIENCE)
    assert child.returncode == 130
    assert b"keep epoch" in out
    assert b"Interrupted after epoch 5." in err


def test_a_second_interrupt_quits() -> None:
    with halfway() as child:
        child.send_signal(signal.SIGINT)
        heard(child, b"waiting for the training to end")
        child.send_signal(signal.SIGINT)
        assert child.wait(PATIENCE) == 130
        out, err = child.communicate()
    assert out == b""
    assert b"Traceback" not in err


def test_an_interrupt_behind_the_pipe_ends_the_reading_and_keeps_what_was_heard(tmp_path: Path) -> None:
    fifo = tmp_path / "other.log"
    os.mkfifo(fifo)
    with started("-q", "-", str(fifo)) as child:
        assert child.stdin is not None
        child.stdin.write(LOG)
        child.stdin.close()
        child.stdin = None
        # Opens once the doctor opens it as well, to read what never comes.
        with fifo.open("wb", buffering=0):
            child.send_signal(signal.SIGINT)
            out, err = child.communicate(timeout=PATIENCE)
    assert child.returncode == 130
    assert b"keep epoch" in out
    assert b"other.log: reading it was interrupted" in err


def test_a_scheduler_that_ends_everybody_gets_a_report_too() -> None:
    with halfway("-q") as child:
        child.send_signal(signal.SIGTERM)
        out, err = child.communicate(timeout=PATIENCE)
    assert child.returncode == 130
    assert b"Interrupted after epoch 4." in err
    assert out


def test_a_stopped_doctor_goes_on_where_it_was() -> None:
    with halfway("-q") as child:
        child.send_signal(signal.SIGSTOP)
        write(child, LOG[len(HALF) :])
        child.send_signal(signal.SIGCONT)
        _, err = child.communicate(timeout=PATIENCE)
    assert child.returncode == 0
    assert b"epoch 12/12" in err


def test_a_training_that_is_killed_leaves_what_it_had_printed() -> None:
    training = subprocess.Popen(
        python(f"os.write(1, {HALF!r} + b'1/2 - loss: 0.2'); os.kill(os.getpid(), signal.SIGKILL)"),
        stdout=subprocess.PIPE,
    )
    assert training.stdout is not None
    done = doctor("analyze", "--format", "json", stdin=training.stdout.fileno())
    assert training.wait(PATIENCE) == -signal.SIGKILL
    training.stdout.close()
    (run,) = json.loads(done.stdout)["runs"]
    assert (run["epochs"], run["complete"]) == (4, False)


@pytest.mark.parametrize("live", ["--live", "--no-live"])
@pytest.mark.parametrize("tee", ["--tee", "--no-history"])
def test_standard_output_that_closes_harms_nobody(live: str, tee: str) -> None:
    with started(tee, live) as child:
        assert child.stdout is not None
        child.stdout.close()
        write(child, SAMPLE.read_bytes() * 3)
        assert child.stdin is not None
        child.stdin.close()
        assert child.stderr is not None
        err = child.stderr.read()
        assert child.wait(PATIENCE) == 0
    assert b"Broken pipe" not in err
    assert b"Traceback" not in err


@pytest.mark.parametrize("closed", [">&-", "2>&-", ">&- 2>&-"])
def test_outputs_that_were_never_open_harm_nobody(closed: str) -> None:
    command = f"{sys.executable} -m trainlog_doctor analyze --tee --live {closed}"
    done = subprocess.run(
        ["sh", "-c", command], input=LOG, capture_output=True, env=ENVIRONMENT, cwd=ROOT, timeout=PATIENCE, check=False
    )
    assert done.returncode == 0
    assert b"Traceback" not in done.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no full disk at hand")
def test_a_full_disk_behind_the_tee_is_told_and_the_training_read_on() -> None:
    with Path("/dev/full").open("wb") as full, started("--tee", stdout=full.fileno()) as child:
        _, err = child.communicate(LOG, timeout=PATIENCE)
    assert child.returncode == 0
    assert b"stdout: No space left on device" in err
    assert b"TD101" in err


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", b"it is empty"),
        (b"\0" * 300_000, b"NUL"),
        (b"\xff\xfe\xfa" * 50_000, b"Error"),
        (b"x" * 5_000_000, b"Error"),
        (b"no training\n" * 50_000, b"no training"),
    ],
)
@pytest.mark.parametrize("flags", [("--tee", "--live"), ()])
def test_what_is_no_training_is_read_to_its_end_and_refused(data: bytes, said: bytes, flags: tuple[str, ...]) -> None:
    done = doctor("analyze", *flags, stdin=data)
    assert done.returncode == 2
    assert said in done.stderr
    assert b"Traceback" not in done.stderr
    if flags:
        assert done.stdout == data


def test_a_line_without_an_end_is_not_kept() -> None:
    measured = (
        "import resource\n"
        "from trainlog_doctor.cli import main\n"
        "main(['analyze', '--live', '-q'])\n"
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)"
    )

    def peak(data: bytes) -> int:
        done = subprocess.run(
            [sys.executable, "-c", measured],
            input=data,
            capture_output=True,
            env=ENVIRONMENT,
            cwd=ROOT,
            timeout=PATIENCE,
            check=False,
        )
        return int(done.stdout.split()[-1])

    # Kilobytes on Linux, bytes on a Mac: both sides alike.
    endless = LOG + b"\r1/2 - ETA: 0s - loss: 0.1" * 1_500_000
    assert peak(endless) < 1.3 * peak(LOG)


def test_rules_and_settings_are_checked_before_the_first_byte_is_read() -> None:
    for wrong in (["--select", "TD999"], ["--metric", "nothing=x"], ["--input-format", "x"], ["-o", "/absent/report"]):
        with started(*wrong) as child:
            # Nothing is written: a doctor that waited for a byte would wait for ever.
            assert child.wait(PATIENCE) == 2


def test_a_metric_that_never_comes_is_an_error_and_not_the_loss_of_a_night() -> None:
    done = doctor("analyze", "--metric", "score=val_absent", stdin=LOG)
    assert done.returncode == 2
    assert b"val_absent" in done.stderr
    assert b"TD101" in done.stdout


def test_a_careful_shell_script_goes_on() -> None:
    script = (
        f"set -e -o pipefail; printf '%s' \"$LOG\" | {sys.executable} -m trainlog_doctor analyze >/dev/null; echo on"
    )
    done = subprocess.run(
        ["bash", "-c", script],
        env={**ENVIRONMENT, "LOG": LOG.decode()},
        capture_output=True,
        cwd=ROOT,
        timeout=PATIENCE,
        check=False,
    )
    assert (done.returncode, done.stdout) == (0, b"on\n")


def test_a_fault_of_ours_is_told_after_the_last_byte() -> None:
    broken = (
        "import trainlog_doctor.readers.keras.reader as reader\n"
        "def feed(self, chunk): raise ZeroDivisionError('oops')\n"
        "reader.KerasParser.feed = feed\n"
        "import sys\nfrom trainlog_doctor.cli import main\nsys.exit(main(['analyze', '--tee', '--live']))"
    )
    done = subprocess.run(
        [sys.executable, "-c", broken],
        input=SAMPLE.read_bytes() * 4,
        capture_output=True,
        env=ENVIRONMENT,
        cwd=ROOT,
        timeout=PATIENCE,
        check=False,
    )
    assert done.returncode == 2
    assert done.stdout == SAMPLE.read_bytes() * 4
    assert b"ZeroDivisionError" in done.stderr
    assert b"Traceback" not in done.stderr
