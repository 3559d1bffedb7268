"""``run`` as a process of its own, in a terminal and without one."""

from __future__ import annotations

import os
import re
import select
import signal
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, cast

import pytest

from tests.conftest import OVERFIT, keras_log
from tests.live.replaying import DOCTOR, ENVIRONMENT, PATIENCE, PRINT, ROOT, SAMPLE, doctor, drained, python
from trainlog_doctor.live.pipe import Pipe
from trainlog_doctor.live.signals import Signals

if TYPE_CHECKING:
    from trainlog_doctor.live.screen import Screen

if sys.platform == "win32":
    pytest.skip("no pseudo-terminals", allow_module_level=True)

import fcntl
import struct
import termios

LOG = keras_log(OVERFIT, planned=50).encode()
WAITS = f"os.write(1, {LOG!r}); time.sleep(60)"


class InTerminal:
    """The doctor in a terminal of its own, as a person has it."""

    def __init__(self, *arguments: str, size: tuple[int, int] = (30, 90)) -> None:
        self.ours, theirs = os.openpty()
        self.resize(*size)
        self.before = termios.tcgetattr(self.ours)
        self.process = subprocess.Popen(
            [*DOCTOR, *arguments],
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            env={**ENVIRONMENT, "TERM": "xterm"},
            cwd=ROOT,
            start_new_session=True,
            preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),  # noqa: PLW1509 - one thread
        )
        self._theirs = theirs
        self.said = b""

    def resize(self, rows: int, columns: int) -> None:
        fcntl.ioctl(self.ours, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def wait_for(self, pattern: bytes) -> None:
        while not re.search(pattern, self.said):
            assert select.select([self.ours], [], [], PATIENCE)[0], self.said
            self.said += os.read(self.ours, 65536)

    def press(self, keys: bytes) -> None:
        os.write(self.ours, keys)

    def end(self) -> int:
        """Read everything; the exit code, and whether the terminal was left as it was found."""
        os.close(self._theirs)
        self.said += drained(self.ours)
        code = self.process.wait(PATIENCE)
        os.close(self.ours)
        return code


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        (["analyze", "-", "--quiet"], rb"keep epoch \d+"),
        (["check", "-", "--require", "loss<9"], rb"Gate passed"),
        (["convert", "-"], rb'"epoch","loss"'),
    ],
)
def test_a_log_can_be_pasted_and_one_ctrl_d_ends_it(words: list[str], answer: bytes) -> None:
    doctor = InTerminal(*words)
    doctor.press(LOG + b"\n\x04")
    doctor.wait_for(answer)
    assert doctor.end() == 0


def test_ctrl_c_ends_what_is_typed_at_once() -> None:
    ours, theirs = os.openpty()
    with Signals((signal.SIGINT,)) as signals:
        pipe = Pipe(theirs, signals, cast("Screen", None))
        os.write(ours, LOG[:100] + b"\n")
        assert pipe.read(5)
        os.kill(os.getpid(), signal.SIGINT)
        assert pipe.read(5) == b""
    assert pipe.interrupted
    os.close(ours)
    os.close(theirs)


def test_the_commands_bytes_and_exit_code_are_ours() -> None:
    done = doctor("run", "--save", "/dev/null", "--", *python(PRINT), str(SAMPLE))
    assert done.stdout == SAMPLE.read_bytes()
    assert b"epoch 36/36" in done.stderr
    assert b"TD101" in done.stderr
    assert done.returncode == 0


@pytest.mark.parametrize(
    ("code", "status"),
    [
        ("sys.exit(7)", 7),
        ("os.kill(os.getpid(), signal.SIGKILL)", 137),
        ("signal.signal(signal.SIGINT, signal.SIG_DFL); os.kill(os.getpid(), signal.SIGINT)", 130),
    ],
)
def test_the_exit_code_is_that_of_a_shell(code: str, status: int) -> None:
    assert doctor("run", "--", *python(f"os.write(1, {LOG!r}); {code}")).returncode == status


def test_the_exit_code_is_heard_where_ends_of_children_are_ignored() -> None:
    ignoring = "signal.signal(signal.SIGCHLD, signal.SIG_IGN); os.execv(sys.argv[1], sys.argv[1:])"
    command = [*python(ignoring), *DOCTOR, "run", "--", *python("time.sleep(0.3); sys.exit(7)")]
    assert subprocess.run(command, env=ENVIRONMENT, capture_output=True, check=False).returncode == 7


def test_the_command_believes_that_somebody_watches() -> None:
    code = "print([os.isatty(n) for n in (1, 2)], os.get_terminal_size(1).columns > 0)"
    assert b"[True, True] True\n" in doctor("run", "--", *python(code)).stdout


def test_options_behind_the_command_are_its_own() -> None:
    done = doctor("run", sys.executable, "-c", "import sys; print(sys.argv[1:])", "--lang", "zh", "-q")
    assert b"['--lang', 'zh', '-q']\n" in done.stdout


def test_standard_input_that_is_no_terminal_is_the_commands() -> None:
    done = doctor("run", "--", *python("print(sys.stdin.read().upper())"), stdin=b"data")
    assert b"DATA\n" in done.stdout


@pytest.mark.parametrize(("command", "status"), [("no-such-command-here", 127), ("/etc", 126)])
def test_a_command_that_cannot_be_started(command: str, status: int) -> None:
    done = doctor("run", "--", command)
    assert done.returncode == status
    assert command.encode() in done.stderr
    assert b"Traceback" not in done.stderr


def test_the_saved_log_is_what_the_command_wrote(tmp_path: Path) -> None:
    path = tmp_path / "run.log"
    doctor("run", "--save", str(path), "--", *python(PRINT), str(SAMPLE))
    assert path.read_bytes() == SAMPLE.read_bytes()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no full disk at hand")
def test_a_full_disk_is_told_at_once_and_at_the_end_and_the_training_goes_on() -> None:
    done = doctor("run", "--save", "/dev/full", "--", *python(PRINT), str(SAMPLE))
    assert done.returncode == 0
    assert done.stdout == SAMPLE.read_bytes()
    assert done.stderr.count(b"No space left on device") == 2
    assert b"TD101" in done.stderr


def test_a_log_that_cannot_be_saved_is_told_before_the_command_runs(tmp_path: Path) -> None:
    mark = tmp_path / "ran"
    done = doctor("run", "--save", "/absent/run.log", "--", *python(f"open({str(mark)!r}, 'w')"))
    assert done.returncode == 2
    assert not mark.exists()


def test_a_gate_fails_a_run_that_went_well_by_itself() -> None:
    command = ["--", *python(PRINT), str(SAMPLE)]
    assert doctor("run", "--fail-on", "warning", *command).returncode == 1
    assert doctor("run", "--fail-on", "error", *command).returncode == 0
    assert doctor("run", "--fail-on", "warning", "--", *python(f"os.write(1, {LOG!r}); sys.exit(9)")).returncode == 9


def test_a_hopeless_run_is_ended_and_the_epochs_that_it_saved_are_told() -> None:
    done = doctor("run", "--stop-on", "TD001,TD101", "--", *python(WAITS))
    assert done.returncode == 130
    assert b"ending the training with SIGINT" in done.stderr
    assert b"Ended for TD101 after epoch 12 of 50: 38 epochs saved" in done.stderr


def test_a_run_that_will_not_hear_is_ended_harder() -> None:
    deaf = f"signal.signal(signal.SIGINT, signal.SIG_IGN); {WAITS}"
    assert doctor("run", "--stop-on", "warning", "--grace", "0.2", "--", *python(deaf)).returncode == 143


def test_what_cannot_be_found_while_it_runs_is_refused() -> None:
    done = doctor("run", "--stop-on", "TD702", "--", *python("print('ran')"))
    assert done.returncode == 2
    assert b"TD702" in done.stderr
    assert b"ran" not in done.stdout


def test_an_interrupt_in_a_terminal_goes_to_the_command() -> None:
    terminal = InTerminal("run", "-q", "--", *python(WAITS))
    terminal.wait_for(rb"epoch 12/50")
    terminal.press(b"\x03")
    assert terminal.end() == 130
    assert b"Interrupted after epoch 12." in terminal.said


def test_a_command_that_will_not_be_interrupted_is_killed_by_the_third() -> None:
    deaf = (
        "signal.signal(signal.SIGINT, lambda *_: os.write(1, b'no, '))\n"
        "signal.signal(signal.SIGTERM, lambda *_: os.write(1, b'never\\n'))\n"
        "os.write(1, b'up\\n')\n"
        "while True: time.sleep(1)"
    )
    terminal = InTerminal("run", "-q", "--", *python(deaf))
    for answer in (b"up", b"no, ", b"never"):
        terminal.wait_for(answer)
        terminal.press(b"\x03")
    assert terminal.end() == 137


def test_keys_are_passed_on_and_the_terminal_is_left_as_it_was() -> None:
    terminal = InTerminal("run", "-q", "--", *python("print('name?', flush=True); print('hello', input())"))
    terminal.wait_for(rb"name\?")
    terminal.press(b"Ada\r")
    terminal.wait_for(rb"hello Ada")
    during = termios.tcgetattr(terminal.ours)
    assert terminal.process.wait(PATIENCE) is not None
    assert termios.tcgetattr(terminal.ours) == terminal.before
    assert during is not None
    terminal.end()
    # Typed keys are shown once.
    assert terminal.said.count(b"Ada") == 2


def test_a_window_that_changes_its_size_is_told() -> None:
    code = (
        "signal.signal(signal.SIGWINCH, lambda *_: None)\n"
        "print('size', os.get_terminal_size(1).columns, flush=True)\n"
        "signal.pause()\n"
        "print('now', os.get_terminal_size(1).columns, flush=True)"
    )
    terminal = InTerminal("run", "-q", "--", *python(code))
    terminal.wait_for(rb"size 90\r\n")
    terminal.resize(40, 111)
    terminal.wait_for(rb"now 111\r\n")
    terminal.end()


def test_ctrl_z_stops_the_command_and_us_and_both_go_on() -> None:
    terminal = InTerminal("run", "-q", "--", *python("print('up', flush=True)\ninput()\nprint('done', flush=True)"))
    terminal.wait_for(rb"up")
    terminal.press(b"\x1a")
    _, status = os.waitpid(terminal.process.pid, os.WUNTRACED)
    assert os.WIFSTOPPED(status)
    assert termios.tcgetattr(terminal.ours)[3] & termios.ECHO
    terminal.process.send_signal(signal.SIGCONT)
    terminal.press(b"\r")
    terminal.wait_for(rb"done")
    terminal.end()


def test_in_a_shared_terminal_our_lines_stand_between_those_of_the_training() -> None:
    """Each line of the sample is shown whole, and every line of ours begins one."""
    terminal = InTerminal("run", "-q", "--", *python(PRINT), str(SAMPLE), size=(40, 400))
    assert terminal.end() == 0
    ours = [line for line in terminal.said.split(b"\n") if "│".encode() in line]
    assert ours
    assert all(re.match(rb"(\x1b\[[\d;]*m)*\xe2\x94\x82 ", line) for line in ours)
    rest = b"\n".join(line for line in terminal.said.replace(b"\r\n", b"\n").split(b"\n") if "│".encode() not in line)
    assert rest.startswith(SAMPLE.read_bytes().replace(b"\r\n", b"\n"))


def test_what_is_left_running_does_not_keep_us() -> None:
    code = f"os.write(1, {LOG!r})\nif os.fork() == 0:\n signal.signal(signal.SIGHUP, signal.SIG_IGN)\n time.sleep(8)"
    done = doctor("run", "--", *python(code))
    assert done.returncode == 0
    assert b"epoch 12/50" in done.stderr
