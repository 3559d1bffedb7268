"""What is small only because it is packed: there is a limit, every command keeps it, and its user can raise it."""

from __future__ import annotations

import bz2
import gzip
import io
import json
import lzma
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.fuzz.limits import within_limits
from trainlog_doctor.api import read
from trainlog_doctor.cli import main
from trainlog_doctor.errors import FormatError, SourceError
from trainlog_doctor.sizes import read_size, size_text
from trainlog_doctor.sources import told_so_far

if TYPE_CHECKING:
    from collections.abc import Callable


ROOT = Path(__file__).resolve().parents[2]
LOG = (ROOT / "sample_logs/keras3/overfit_f1_plateau/verbose1.log").read_bytes()
BOMB = LOG + b"\n" + b"x" * 2_000_000
COMMANDS = ["analyze", "check", "scan", "convert", "compare"]
PACKERS: dict[str, Callable[[bytes], bytes]] = {"gz": gzip.compress, "bz2": bz2.compress, "xz": lzma.compress}


@pytest.fixture
def bomb(tmp_path: Path) -> str:
    path = tmp_path / "run.log.gz"
    path.write_bytes(gzip.compress(BOMB))
    return str(path)


def of(command: str, source: str) -> list[str]:
    return [command, source, source] if command == "compare" else [command, source]


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_refuses_a_bomb_and_names_limit_and_flag(
    command: str, language: str, bomb: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*of(command, bomb), "--max-size", "1M", "--lang", language]) == 2
    told = "".join(capsys.readouterr())
    assert "1 MB" in told
    assert "--max-size" in told


@pytest.mark.parametrize("command", COMMANDS)
def test_the_flag_raises_the_limit(command: str, bomb: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("trainlog_doctor.sources.stream.UNPACKED_BYTES", 1 << 20)
    out = ["-o", str(tmp_path / "out.csv")]
    assert main([*of(command, bomb), *out]) == 2
    assert main([*of(command, bomb), *out, "--max-size", "3M", *(["--fail-on", "never"] * (command == "check"))]) == 0


def test_the_variable_and_the_settings_say_it_too(
    bomb: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "trainlog-doctor.toml").write_text('max-size = "1M"\n')
    assert main(["analyze", bomb, "-q"]) == 2
    monkeypatch.setenv("TRAINLOG_DOCTOR_MAX_SIZE", "3M")
    assert main(["analyze", bomb, "-q"]) == 0
    assert main(["analyze", bomb, "-q", "--max-size", "1M"]) == 2
    capsys.readouterr()
    assert main(["analyze", bomb, "--show-settings"]) == 0
    assert "TRAINLOG_DOCTOR_MAX_SIZE" in next(
        line for line in capsys.readouterr().out.splitlines() if "max-size" in line
    )


@pytest.mark.parametrize("written", ['max-size = "many"', "max-size = true", "max-size = 0"])
def test_a_size_that_is_none_is_a_fault_of_the_settings(
    written: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "trainlog-doctor.toml").write_text(f"{written}\n")
    assert main(["analyze", str(tmp_path)]) == 2
    assert "trainlog-doctor.toml:1" in capsys.readouterr().err


@pytest.mark.parametrize("kind", PACKERS)
def test_each_packing_has_the_limit(kind: str, tmp_path: Path) -> None:
    path = tmp_path / f"run.log.{kind}"
    path.write_bytes(PACKERS[kind](BOMB))
    with pytest.raises(SourceError) as caught:
        read(path, max_size=len(BOMB) - 1)
    assert (caught.value.key, caught.value.data["limit"]) == ("too_large", "1 MB")
    assert len(read(path, max_size=len(BOMB))) == 1


def test_zstandard_has_the_limit(tmp_path: Path) -> None:
    zstandard = pytest.importorskip("zstandard")
    path = tmp_path / "run.log.zst"
    path.write_bytes(zstandard.compress(BOMB))
    with pytest.raises(SourceError):
        read(path, max_size=1 << 20)


def test_what_lies_in_a_zip_has_the_limit(tmp_path: Path) -> None:
    pytest.importorskip("fsspec")
    path = tmp_path / "logs.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("run.log", BOMB)
    with pytest.raises(SourceError) as caught:
        read(f"zip://run.log::{path}", max_size=1 << 20)
    assert caught.value.key == "too_large"


def test_a_plain_log_has_no_limit(tmp_path: Path) -> None:
    path = tmp_path / "run.log"
    path.write_bytes(BOMB)
    assert len(read(path, max_size=1 << 20)) == 1


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("history.json", json.dumps({"loss": [0.5] * 1000, "val_loss": [0.5] * 1000}).encode()),
        ("run.ipynb", b'{"cells": [], "nbformat": 4, "metadata": "' + b"x" * 2000 + b'"}'),
        ("mlflow.db", b"SQLite format 3\0" + bytes(2000)),
    ],
)
def test_what_is_held_whole_is_held_up_to_the_limit(name: str, content: bytes, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(FormatError) as caught:
        read(path, max_size=1024)
    assert caught.value.key == "history_errors.too_large"


@pytest.mark.parametrize(("rows", "most"), [(b"\xc0\x9a\x0c", 1_500_000), (b"\xfe\xff\x7f", 2_000_000)])
def test_rows_that_a_table_or_a_part_of_it_merely_claims_count(rows: bytes, most: int, tmp_path: Path) -> None:
    arrow, parquet = pytest.importorskip("pyarrow"), pytest.importorskip("pyarrow.parquet")
    written = io.BytesIO()
    parquet.write_table(arrow.table({"epoch": range(100_000), "loss": [0.5] * 100_000}), written, compression="zstd")
    # The group's rows as Thrift has them: 100,000, or 1,048,575.
    before, counted, after = written.getvalue().rpartition(b"\xc0\x9a\x0c")
    assert counted
    path = tmp_path / "history.parquet"
    path.write_bytes(before + rows + after)
    with pytest.raises(FormatError) as caught:
        read(path, max_size=most)
    assert caught.value.key == "history_errors.too_large"


def test_the_beginning_of_a_bomb_is_unpacked_as_far_as_it_is_wanted() -> None:
    packed = lzma.compress(bytes(50_000_000))
    with within_limits(len(packed)):
        assert len(told_so_far(packed, "bomb.xz", 1000)) == 1000


@pytest.mark.parametrize(
    ("text", "size"),
    [("512", 512), ("1k", 1024), ("16G", 16 << 30), ("1.5 GiB", 3 << 29), ("2 mb", 2 << 20), ("1T", 1 << 40)],
)
def test_a_size_is_read_as_people_write_it(text: str, size: int) -> None:
    assert read_size(text) == size


@pytest.mark.parametrize("text", ["", "0", "G", "-1", "1e9", "nan", "1 2", "٣", "1X", "." * 5, "9" * 500])
def test_what_is_no_size_is_refused(text: str) -> None:
    assert read_size(text) is None


@pytest.mark.parametrize(("size", "text"), [(0, "0 B"), (1023, "1023 B"), (1 << 20, "1 MB"), (5 << 50, "5120 TB")])
def test_a_size_is_written_in_the_largest_unit(size: int, text: str) -> None:
    assert size_text(size) == text


@pytest.mark.parametrize(("command", "name"), [("convert", "all.csv"), ("convert", "all.parquet"), ("scan", "all.csv")])
@pytest.mark.parametrize("own", [True, False])
def test_runs_that_share_no_column_are_no_table(
    command: str,
    name: str,
    own: bool,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr("trainlog_doctor.spreadsheets._MOST_CELLS", 1_000)
    if name.endswith("parquet"):
        pytest.importorskip("pyarrow")
    source, written = tmp_path / "all.json", tmp_path / name
    source.write_text(json.dumps({f"run {at}": {"loss": [2, 1], f"m{at if own else 0}": [2, 1]} for at in range(200)}))
    kind = f"--format=csv={written}" if command == "scan" else f"-o{written}"
    code = main([command, kind, str(source), "--lang", "en"])
    assert (code, written.exists()) == ((2, False) if own else (0, True))
    assert ("hardly a column in common" in capsys.readouterr().err) is own
