"""Sources made to cost much: time and memory follow their size, and nothing ends in a fault of ours."""

from __future__ import annotations

import gzip
import json
import struct
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.fuzz.limits import within_limits
from trainlog_doctor.cli import main
from trainlog_doctor.engine.loading.document import Faults, parse
from trainlog_doctor.readers.histories import whole
from trainlog_doctor.settings.reading import read_settings

if TYPE_CHECKING:
    from collections.abc import Callable

RUN = b"Epoch 1/1\n10/10 - 1s - loss: 0.7 - val_loss: 0.8\n"
EPOCHS = {"loss": [1, 2, 3], "val_loss": [1, 2, 3]}


def columns(count: int) -> bytes:
    rows = [
        ["epoch", "loss", *(f"m{at}" for at in range(count))],
        *([str(at), *["1"] * (count + 1)] for at in range(3)),
    ]
    return "".join(",".join(row) + "\n" for row in rows).encode()


ATTACKS: dict[str, Callable[[int], bytes]] = {
    "brackets of JSON": lambda size: b"[" * size,
    "objects of JSON": lambda size: b'{"a":' * (size // 5),
    "brackets inside a history": lambda size: b'{"loss": [1, 2], "x": ' + b"[" * size,
    "brackets of Python": lambda size: b"{'loss': " + b"(" * size,
    "columns of CSV": lambda size: columns(size // 20),
    "a name in a log": lambda size: RUN.replace(b"val_loss", b"val_" + b"x" * size) * 2,
    "a name in JSON": lambda size: json.dumps(EPOCHS | {"val_" + "x" * size: [1, 2, 3]}).encode(),
    "a name in CSV": lambda size: b"epoch,loss," + b"x" * size + b"\n0,1,1\n1,1,1\n",
    "runs in a log": lambda size: RUN * (size // len(RUN) // 4),
    "lengths of records": lambda size: b"".join(struct.pack("<QI", (1 << 62) + at, at) for at in range(size // 12)),
    "an unfinished line": lambda size: b"Epoch 1/2\n" + b"1/10 [>....] - ETA: 0s - loss: 1\b\b\b" * (size // 30),
}


@pytest.mark.parametrize("attack", ATTACKS)
def test_an_attack_costs_what_its_size_allows(attack: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "source"
    for size in (30_000, 1_000_000):
        data = ATTACKS[attack](size)
        path.write_bytes(data)
        with within_limits(len(data)):
            code = main(["analyze", str(path), "--format", "json", "--no-history"])
        captured = capsys.readouterr()
        assert code in {0, 2}
        assert "internal" not in captured.err
        assert {error["code"] for error in json.loads(captured.out)["errors"]} <= {
            "unrecognised", "no_epoch", "binary_data", "lookalike", "history_errors.broken_json",
        }  # fmt: skip


def test_a_packed_bomb_of_text_is_read_in_bounded_memory(tmp_path: Path) -> None:
    path = tmp_path / "run.log.gz"
    inside = RUN + b"x" * 100_000_000 + b"\n"
    path.write_bytes(gzip.compress(inside, 1))
    size = len(inside)
    del inside
    start = time.process_time()
    with within_limits(0):
        assert main(["analyze", str(path), "--quiet", "-o", str(tmp_path / "report")]) == 0
    assert time.process_time() - start < 5 * size / 1e6


def test_a_packed_bomb_of_a_document_is_refused_at_the_limit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "history.json.gz"
    path.write_bytes(gzip.compress(b'{"loss": [' + b"1," * 100_000 + b"1]}"))
    assert main(["analyze", str(path), "--quiet"]) == 0
    monkeypatch.setattr(whole.Whole.__init__, "__defaults__", (100_000, *_other_defaults()))
    assert main(["analyze", str(path), "--quiet"]) == 2
    assert str(path) in capsys.readouterr().err


def _other_defaults() -> tuple[object, ...]:
    return tuple((whole.Whole.__init__.__defaults__ or ())[1:])


def test_aliases_of_yaml_are_not_followed() -> None:
    levels = "".join(f"a{at}: &a{at} [{', '.join([f'*a{at - 1}'] * 9)}]\n" for at in range(1, 30))
    faults = Faults()
    with within_limits(len(levels)):
        parse("a0: &a0 [1]\n" + levels, "bomb.yaml", faults)
    assert {fault.key for fault in faults.found} == {"rules.alias"}


@pytest.mark.parametrize("opening", ["[", "{a: ", "- "])
def test_deep_yaml_is_refused(opening: str) -> None:
    faults = Faults()
    with within_limits(100_000):
        parse(opening * (100_000 // len(opening)), "deep.yaml", faults)
    assert faults.found


@pytest.mark.parametrize("text", ["a = " + "[" * 100_000, "a" + ".a" * 50_000 + " = 1", "[" + "a." * 50_000 + "a]"])
def test_deep_settings_are_refused(text: str) -> None:
    with within_limits(len(text)):
        assert read_settings(Path("trainlog-doctor.toml"), text.encode()).faults
