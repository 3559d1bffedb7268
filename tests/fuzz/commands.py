"""What is fuzzed of whole commands: several sources beside each other, what is written and read back, what grows."""

from __future__ import annotations

import io
import os
import re
import tempfile
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING
from unittest.mock import patch

import numpy as np

from tests.reading import read_stream
from trainlog_doctor.errors import DoctorError, UsageError
from trainlog_doctor.readers import readers
from trainlog_doctor.readers.base import HEAD_BYTES, Head

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from trainlog_doctor.exports.sheet import Sheet
    from trainlog_doctor.model import Run
    from trainlog_doctor.settings.rulebook import Rulebook

BETWEEN = b"\x1e"
"""Stands between the parts of an input that is several files."""

_MOST_FILES = 12
_MOST_FOLDERS = 4
_NAME = re.compile(r"[A-Za-z0-9_.=,-]{1,40}")
_LOOKS = 7


def compared(data: bytes) -> None:
    """Compare files, and write the comparison in every form."""
    with _files(data.split(BETWEEN, 3)) as (folder, paths):
        _call("compare", *paths, *_reports(folder, "json", "markdown", "html"))


def checked(data: bytes) -> None:
    """Hold a log against a requirement and a baseline: three parts."""
    requirement, baseline, log = (*data.split(BETWEEN, 2), b"", b"")[:3]
    demanded = requirement.decode("utf-8", "replace").replace("\0", "")
    with _files([log, baseline]) as (folder, (path, earlier)):
        held = ("--baseline", earlier, "--max-drop", "best(val_loss)=5%") if baseline else ()
        _call("check", path, "--require", demanded, *held, *_reports(folder, "json", "junit", "sarif", "html"))


def swept(data: bytes) -> None:
    """Scan a folder whose files name themselves in their first lines; what is written of it is read back the same."""
    with _files(data.split(BETWEEN, _MOST_FILES - 1), named=True) as (folder, _):
        _call("scan", str(folder / "runs"), *_reports(folder, "html", "json", "jsonl", "csv"))
        for form in ("jsonl", "csv"):
            first, again = folder / f"report.{form}", folder / f"again.{form}"
            _call("scan", str(folder / "runs"), "--resume", str(first), f"--format={form}={again}")
            assert first.read_bytes() == again.read_bytes(), "resumed it is another"


def gathered(data: bytes) -> None:
    """Read the same folder as one source."""
    with _files(data.split(BETWEEN, _MOST_FILES - 1), named=True) as (folder, _):
        _call("analyze", str(folder / "runs"), *_reports(folder, "json"))


def resumed(data: bytes) -> None:
    """Read what an earlier scan may have written."""
    from trainlog_doctor.sweep.earlier import read_earlier

    try:
        read_earlier(io.BytesIO(data), "fuzz", "")
    except UsageError:
        return


def baseline(data: bytes) -> None:
    """Read a baseline; what is read is written and read again as the same."""
    from trainlog_doctor.gate.baseline_file import read_baseline, written

    try:
        found = read_baseline(data, "fuzz")
    except UsageError:
        return
    again = written(found)
    assert written(read_baseline(again.encode(), "fuzz")) == again


def converted(data: bytes) -> None:
    """Write the frames of a source, and read them back."""
    from trainlog_doctor.exports import csv_frame, json_frame
    from trainlog_doctor.exports.sheet import Sheet, labels

    found = [run for run in runs_of(data) if len(run.frame) and run.frame.columns][:3]
    sheets: list[Sheet] = [Sheet(run, label, {}) for run, label in zip(found, labels(found), strict=True)]
    for render in (csv_frame.render, json_frame.render) if sheets else ():
        again = runs_of(render(sheets))
        assert [_numbers(run) for run in again] == [_numbers(run) for run in found], (
            f"{render.__module__}: not the same"
        )


def _numbers(run: Run) -> tuple[bytes, Sequence[bytes]]:
    """The numbers of a frame, column by column: names may be neutralised, and stand in another order."""
    columns = (np.where(np.isnan(one), np.nan, one).tobytes() for one in run.frame.columns.values())
    return run.frame.epoch.tobytes(), sorted(columns)


def followed(data: bytes) -> None:
    """Look at a source while it grows."""
    from trainlog_doctor.live.layout import block
    from trainlog_doctor.live.preview import Preview
    from trainlog_doctor.live.status import Said, news
    from trainlog_doctor.model import Origin
    from trainlog_doctor.pipeline import Found, Options
    from trainlog_doctor.pipeline.running import judge_running
    from trainlog_doctor.readers.resumed import link
    from trainlog_doctor.reporters.base import Style

    rules, preview, said = _rules(), Preview("fuzz.log", None), Said()
    size = max(1, len(data) // _LOOKS)
    for at in range(0, len(data), size):
        preview.take(data[at : at + size])
        grown = [run for run in link(preview.runs()) if len(run.frame)]
        if grown:
            diagnosis = judge_running(Found(Origin("fuzz.log", 1), grown[-1]), rules.everywhere, Options())
            said, lines = news(said, diagnosis, rules.every_rule.rules, float(at))
            for line in lines:
                block(line, Style())


def runs_of(data: bytes) -> Sequence[Run]:
    """The runs of a source of any format; none of one that nobody reads."""
    try:
        return read_stream(Head(data[:HEAD_BYTES], len(data) <= HEAD_BYTES), [data], readers())
    except DoctorError:
        return ()


@cache
def _rules() -> Rulebook:
    from trainlog_doctor.engine.overrides import Overrides
    from trainlog_doctor.settings import Settings
    from trainlog_doctor.settings.rulebook import rulebook

    return rulebook(Settings(), (), Overrides())


@contextmanager
def _files(contents: Sequence[bytes], *, named: bool = False) -> Iterator[tuple[Path, Sequence[str]]]:
    """Files of these contents in a folder that is not there afterwards; those that name themselves below ``runs``."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "runs").mkdir()
        paths = [folder / f"{at}.log" for at in range(len(contents))]
        for path, content in zip(paths, contents, strict=True):
            if named:
                _put(folder / "runs", *content.partition(b"\n")[::2])
            else:
                path.write_bytes(content)
        yield folder, list(map(str, paths))


def _put(folder: Path, named: bytes, content: bytes) -> None:
    """Write a file below a folder; of its path there is left what harms nobody else."""
    parts = _NAME.findall(named.decode("utf-8", "replace"))[: _MOST_FOLDERS + 1]
    path = folder.joinpath(*(part for part in parts if part.strip(".")))
    if path == folder or path.exists() or any(above.is_file() for above in path.parents):
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def _reports(folder: Path, *formats: str) -> Sequence[str]:
    return [f"--format={one}={folder / 'report'}.{one}" for one in formats]


def _call(*arguments: str) -> None:
    """Call the command line; an error that nobody foresaw falls here instead of being told."""
    from trainlog_doctor.cli import main
    from trainlog_doctor.cli.exits import ExitCode

    places = ("trainlog_doctor.judgement.report.internal", "trainlog_doctor.pipeline.collected.internal")
    with _silent(), patch(places[0], _fall), patch(places[1], _fall):
        assert main(arguments) in set(ExitCode)


def _fall(error: Exception) -> DoctorError:
    raise AssertionError("nobody foresaw this") from error


@contextmanager
def _silent() -> Iterator[None]:
    """Let nothing reach the terminal."""
    with (
        Path(os.devnull).open("w", encoding="utf-8") as nowhere,
        patch("sys.stdout", nowhere),
        patch("sys.stderr", nowhere),
    ):
        yield


COMMANDS = {
    "compared": compared,
    "checked": checked,
    "swept": swept,
    "gathered": gathered,
    "resumed": resumed,
    "baseline": baseline,
    "converted": converted,
    "followed": followed,
}
