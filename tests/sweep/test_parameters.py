from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from trainlog_doctor.sweep.parameters import parameters_of
from trainlog_doctor.sweep.parameters.path_parts import in_path
from trainlog_doctor.sweep.parameters.values import flat, value

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("path", "found"),
    [
        ("runs/lr=0.01/history.csv", {"lr": 0.01}),
        ("runs/lr=0.01,bs=32/h.csv", {"lr": 0.01, "bs": 32}),
        ("runs/lr=1e-3_bs=32_opt=adam/h.csv", {"lr": 1e-3, "bs": 32, "opt": "adam"}),
        ("runs/lr=0.01_batch_size=32/h.csv", {"lr": 0.01, "batch_size": 32}),
        ("runs/model.depth=3 & drop=true/h.csv", {"model.depth": 3, "drop": True}),
        ("a=1/b=2/c=3.csv.gz", {"a": 1, "b": 2, "c": 3}),
        ("lr=0.01", {"lr": 0.01}),
        ("C:\\runs\\lr=0.5\\h.csv", {"lr": 0.5}),
        ("runs/plain/history.csv", {}),
        ("runs/=3/h.csv", {}),
        ("runs/3=4/h.csv", {}),
    ],
)
def test_names_of_folders_and_files_tell_parameters(path: str, found: dict[str, object]) -> None:
    assert in_path(path) == found


def test_what_could_be_read_in_two_ways_is_left_out() -> None:
    assert in_path("opt=adam_wide_bs=3/h.csv") == {}


def test_a_very_long_name_takes_no_time() -> None:
    assert in_path("=".join("1_a" for _ in range(100_000))) == {}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("1e-3", 1e-3),
        ("32", 32),
        ("true", True),
        ("None", None),
        ("adam", "adam"),
        ("1_000", "1_000"),
        ("1e999", "1e999"),
    ],
)
def test_values_are_read_as_written(text: str, found: object) -> None:
    assert value(text) == found
    assert type(value(text)) is type(found)


def test_nested_parameters_get_dotted_names() -> None:
    tree = {"optimizer": {"name": "adam", "lr": 0.1}, "layers": [32, 64], "bad": float("nan")}
    assert flat(tree) == {"optimizer.name": "adam", "optimizer.lr": 0.1, "layers": "[32, 64]", "bad": None}


def test_a_file_beside_the_log_wins_over_its_path(tmp_path: Path) -> None:
    folder = tmp_path / "lr=0.5,bs=8"
    folder.mkdir()
    (folder / "params.json").write_text(json.dumps({"lr": 0.1}))
    assert parameters_of(str(folder / "history.csv")) == ({"lr": 0.1, "bs": 8}, None)


def test_yaml_is_read_without_tags_or_aliases(tmp_path: Path) -> None:
    (tmp_path / "hparams.yaml").write_text(
        "lr: 1e-3\nname: '3'\nlayers: [64, 32]\nopt:\n  kind: !!python/object:os.system adam\n  wd: 0.1\n"
    )
    found = {"lr": 1e-3, "name": 3, "layers": "[64, 32]", "opt.wd": 0.1}
    assert parameters_of(str(tmp_path / "metrics.csv"))[0] == found


def test_each_log_of_a_folder_can_have_its_own_file(tmp_path: Path) -> None:
    (tmp_path / "a.params.json").write_text('{"lr": 1}')
    (tmp_path / "params.json").write_text('{"lr": 2}')
    assert parameters_of(str(tmp_path / "a.csv"))[0] == {"lr": 1}
    assert parameters_of(str(tmp_path / "b.csv"))[0] == {"lr": 2}


def test_a_changed_file_is_read_anew(tmp_path: Path) -> None:
    (tmp_path / "params.json").write_text('{"lr": 1}')
    parameters_of(str(tmp_path / "a.csv"))
    (tmp_path / "params.json").write_text('{"lr": 2}')
    assert parameters_of(str(tmp_path / "a.csv"))[0] == {"lr": 2}


@pytest.mark.parametrize("content", ["{", "[1, 2]", "[" * 100_000, ""])
def test_a_broken_file_is_told_and_what_the_path_says_is_kept(tmp_path: Path, content: str) -> None:
    folder = tmp_path / "lr=1"
    folder.mkdir()
    (folder / "params.json").write_text(content)
    found, trouble = parameters_of(str(folder / "a.csv"))
    assert found == {"lr": 1}
    assert trouble is not None
    assert trouble.key == "scan.bad_parameters"
