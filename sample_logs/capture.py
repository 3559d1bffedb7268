"""Run a child process and keep the exact bytes it writes to its standard output."""

import fcntl
import os
import re
import struct
import subprocess
import termios
from pathlib import Path

TERMINAL_SIZE = (30, 120)


def child_environment() -> dict[str, str]:
    """Return the environment of a child: TensorFlow quiet, one thread, output buffered as usual."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}
    return environment | {
        "TF_CPP_MIN_LOG_LEVEL": "3",
        "CUDA_VISIBLE_DEVICES": "",
        "PYTHONIOENCODING": "utf-8",
        "PYTHONDONTWRITEBYTECODE": "1",
        "TERM": "xterm-256color",
    }


def start(command: list[str], folder: Path, stdout: int) -> subprocess.Popen[bytes]:
    """Start `command` in `folder` with the given stdout; stderr goes to ``stderr.txt`` there."""
    with (folder / "stderr.txt").open("wb") as stderr:
        return subprocess.Popen(
            command, cwd=folder, env=child_environment(), stdin=subprocess.DEVNULL, stdout=stdout, stderr=stderr
        )


def finish(child: subprocess.Popen[bytes], folder: Path) -> None:
    """Wait for `child` and fail loudly when it failed."""
    if child.wait() != 0:
        raise RuntimeError((folder / "stderr.txt").read_text(errors="replace")[-3000:])


def through_pipe(command: list[str], folder: Path) -> bytes:
    """Return what `command` writes into a pipe."""
    child = start(command, folder, subprocess.PIPE)
    output, _ = child.communicate()
    finish(child, folder)
    return output


def through_terminal(command: list[str], folder: Path) -> bytes:
    """Return what `command` writes to a pseudo-terminal."""
    parent_end, child_end = os.openpty()
    fcntl.ioctl(child_end, termios.TIOCSWINSZ, struct.pack("HHHH", *TERMINAL_SIZE, 0, 0))
    child = start(command, folder, child_end)
    os.close(child_end)
    output = read_terminal(parent_end)
    os.close(parent_end)
    finish(child, folder)
    return output


def read_terminal(parent_end: int) -> bytes:
    """Read until the other end closes, which Linux reports as an OSError."""
    output = bytearray()
    while True:
        try:
            chunk = os.read(parent_end, 65536)
        except OSError:
            return bytes(output)
        if not chunk:
            return bytes(output)
        output += chunk


def until_killed(command: list[str], folder: Path, pattern: bytes) -> bytes:
    """Return what `command` wrote into a pipe before SIGKILL, sent once `pattern` was seen."""
    child = start(command, folder, subprocess.PIPE)
    assert child.stdout is not None
    output = bytearray()
    while not re.search(pattern, output, re.DOTALL):
        chunk = os.read(child.stdout.fileno(), 65536)
        if not chunk:
            raise RuntimeError("the run ended before the pattern came")
        output += chunk
    child.kill()
    output += child.stdout.read()
    child.wait()
    return bytes(output)
