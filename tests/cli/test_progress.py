"""How far the reading is: on a terminal, after a moment, in bytes as they lie on disk."""

from __future__ import annotations

import gzip
import json
import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from trainlog_doctor.cli import main, progress
from trainlog_doctor.cli.display import on_terminal
from trainlog_doctor.cli.progress import Bar, total_bytes
from trainlog_doctor.pipeline import collect
from trainlog_doctor.sources.counting import counted, counting

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import TextIO

ROOT = Path(__file__).resolve().parents[2]
LOG = ROOT / "sample_logs/keras3/overfit_f1_plateau/verbose1.log"
TENSORBOARD = next(path.parent for path in sorted((ROOT / "sample_logs").rglob("events.out.*")))
HISTORY = {"loss": [0.5, 0.4, 0.3], "val_loss": [0.6, 0.5, 0.4]}


class Terminal:
    """A terminal of 80 columns, and what was written to it."""

    def __init__(self) -> None:
        self._ours, theirs = os.openpty()
        self.file: TextIO = os.fdopen(theirs, "w", encoding="utf-8")

    def text(self) -> str:
        self.file.flush()
        os.set_blocking(self._ours, False)
        told = bytearray()
        with suppress(BlockingIOError):
            while more := os.read(self._ours, 1 << 16):
                told += more
        return told.decode()

    def close(self) -> None:
        self.file.close()
        os.close(self._ours)


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> Iterator[Terminal]:
    made = Terminal()
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "80")
    yield made
    made.close()


def sources(folder: Path) -> dict[str, Path]:
    """A source of each kind, and what all its files have in bytes."""
    (folder / "run.log.gz").write_bytes(gzip.compress(LOG.read_bytes()))
    (folder / "history.json").write_text(json.dumps(HISTORY))
    (folder / "history.csv").write_text("epoch,loss,val_loss\n0,1,2\n1,1,2\n")
    return {
        "console": LOG,
        "packed": folder / "run.log.gz",
        "json": folder / "history.json",
        "csv": folder / "history.csv",
        "tensorboard": TENSORBOARD,
    }


@pytest.mark.parametrize("kind", ["console", "packed", "json", "csv", "tensorboard"])
def test_every_byte_of_a_source_is_counted(kind: str, tmp_path: Path) -> None:
    path = str(sources(tmp_path)[kind])
    pieces: list[int] = []
    with counted(pieces.append):
        assert collect([path]).found
    assert sum(pieces) == total_bytes([path])


def test_nothing_stands_before_a_file_when_nobody_listens() -> None:
    with LOG.open("rb") as file:
        assert counting(file) is file


@pytest.mark.skipif(not hasattr(os, "openpty"), reason="needs pseudo-terminals")
@pytest.mark.parametrize(("language", "word"), [("en", "Reading"), ("zh", "正在读取"), ("both", "Reading")])
@pytest.mark.parametrize("command", ["analyze", "check", "compare", "convert"])
def test_a_reading_that_takes_long_shows_how_far_it_is_and_leaves_nothing(
    command: str, language: str, word: str, terminal: Terminal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stderr", terminal.file)  # pytest has its own during the set-up
    monkeypatch.setattr(progress, "_MOMENT_SECONDS", -1.0)
    given = [str(LOG), str(LOG)] if command == "compare" else [str(LOG)]
    out = str(tmp_path / "out.csv")
    main([command, *given, "--lang", language, "-o", out])
    told = terminal.text()
    assert word in told
    assert "kB" in told
    assert told.endswith("\x1b[2K"), "the bar's line is erased at the end"


def test_a_reading_that_takes_no_time_shows_nothing(
    terminal: Terminal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stderr", terminal.file)  # pytest has its own during the set-up
    monkeypatch.setattr(progress, "_MOMENT_SECONDS", 1000.0)
    assert main(["analyze", str(LOG), "-q", "-o", str(tmp_path / "out")]) == 0
    assert terminal.text() == ""


@pytest.mark.parametrize(("name", "value"), [("TERM", "dumb"), (None, None)])
def test_it_is_for_terminals_only(name: str | None, value: str | None, monkeypatch: pytest.MonkeyPatch) -> None:
    if name and value:
        monkeypatch.setenv(name, value)
        monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    assert not on_terminal()


def test_the_first_moment_and_the_time_between_looks_are_waited_for(
    terminal: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stderr", terminal.file)  # pytest has its own during the set-up
    now = iter([0.0, 0.5, 1.1, 1.1, 1.2, 9.0, 9.0]).__next__
    bar = Bar(lambda: 4_000_000, "en", now)
    for _ in range(4):
        bar.advance(1_000_000)
    bar.close()
    told = terminal.text()
    assert "2.0/4.0 MB" in told
    assert "1.0/4.0 MB" not in told
    assert "3.0/4.0 MB" not in told
    assert "4.0/4.0 MB" in told


def test_a_size_that_nobody_knows_is_no_reason_to_stay_silent(
    terminal: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stderr", terminal.file)  # pytest has its own during the set-up
    times = iter([0.0, 2.0, 2.0]).__next__
    bar = Bar(lambda: None, "en", times)
    bar.advance(3_000_000)
    bar.close()
    assert "3.0/?" in terminal.text()


def test_what_cannot_be_found_has_no_size(tmp_path: Path) -> None:
    assert total_bytes([str(tmp_path / "nothing")]) is None
