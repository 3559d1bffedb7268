"""A directory is divided between its readers, and nothing that lies apart from their runs is lost."""

from __future__ import annotations

from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

import pytest

from trainlog_doctor.readers.base import NOT_MINE, Certainty, Sniff
from trainlog_doctor.readers.folders import Division, divide

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import PurePath

    from trainlog_doctor.model import Run
    from trainlog_doctor.readers.trees import Tree


class ByName:
    """Knows the files of one name; their folders are runs."""

    def __init__(self, name: str, certainty: Certainty = Certainty.SURE) -> None:
        self.name, self.certainty = name, certainty

    def sniff(self, root: Tree, files: Sequence[PurePath]) -> Sniff:
        return Sniff(self.certainty) if list(self.places(root, files)) else NOT_MINE

    def places(self, root: Tree, files: Sequence[PurePath]) -> Iterable[PurePosixPath]:
        return (PurePosixPath(file.parent) for file in files if file.name == self.name)

    def read(self, root: Tree, files: Sequence[PurePath]) -> Sequence[Run]:
        raise AssertionError


A, B = ByName("a"), ByName("b")


def divided(*names: str, readers: Sequence[ByName] = (A, B)) -> Division:
    return divide(Path(), [PurePosixPath(name) for name in names], readers)


def own(division: Division) -> dict[str, list[str]]:
    """What each reader is given of the files that it knows."""
    return {
        part.reader.name: [str(file) for file in part.files if file.name == part.reader.name] for part in division.parts
    }


def test_a_directory_that_no_reader_knows_lies_apart() -> None:
    assert divided("x", "y/x") == ([], [], [PurePosixPath("x"), PurePosixPath("y/x")])


def test_files_in_above_and_below_a_run_are_beside_it() -> None:
    division = divided("one/run/a", "one/run/x", "one/x", "x", "one/run/deep/x")
    assert {str(file) for file in division.beside} == {"one/run/a", "one/run/x", "one/x", "x", "one/run/deep/x"}
    assert division.apart == []


def test_files_in_other_folders_are_apart() -> None:
    division = divided("one/run/a", "one/other/x", "two/x", "one/runs/x")
    assert [str(file) for file in division.apart] == ["one/other/x", "two/x", "one/runs/x"]


def test_runs_of_two_readers_are_read_by_both() -> None:
    assert own(divided("one/a", "two/b", "three/a")) == {"a": ["one/a", "three/a"], "b": ["two/b"]}


def test_a_run_inside_of_anothers_is_that_run_once_more() -> None:
    assert own(divided("one/b", "one/artifacts/logs/a")) == {"b": ["one/b"]}
    assert own(divided("one/b", "one/logs/a", "two/a")) == {"b": ["one/b"], "a": ["two/a"]}


def test_of_one_folder_the_first_reader_has_it() -> None:
    assert own(divided("one/a", "one/b")) == {"a": ["one/a"]}
    assert own(divided("one/a", "one/b", readers=(B, A))) == {"b": ["one/b"]}


def test_runs_of_one_reader_may_lie_in_each_other() -> None:
    assert own(divided("a", "one/a", "one/two/a")) == {"a": ["a", "one/a", "one/two/a"]}


def test_an_unsure_reader_is_asked_where_nobody_is_sure() -> None:
    unsure = ByName("a", Certainty.WEAK)
    assert own(divided("one/a", readers=(unsure, B))) == {"a": ["one/a"]}
    assert own(divided("one/a", "two/b", readers=(unsure, B))) == {"b": ["two/b"]}


def test_of_the_states_of_a_trainer_the_last_one_is_taken() -> None:
    states = [f"{run}/checkpoint-{step}/trainer_state.json" for run in ("a", "b") for step in (20, 100, 9)]
    assert [str(file) for file in divided(*states, "c/trainer_state.json", "a/checkpoint-9/x").apart] == [
        "a/checkpoint-100/trainer_state.json",
        "b/checkpoint-100/trainer_state.json",
        "c/trainer_state.json",
        "a/checkpoint-9/x",
    ]
    assert [str(file) for file in divided(*states[:3], "a/trainer_state.json").apart] == ["a/trainer_state.json"]


@pytest.mark.parametrize("told", [".", "checkpoint-20", "checkpoint-100"])
def test_a_state_that_tells_less_than_an_earlier_one_is_left_out(tmp_path: Path, told: str) -> None:
    states = [Path(folder, "trainer_state.json") for folder in (".", "checkpoint-20", "checkpoint-100")]
    for state in states:
        (tmp_path / state).parent.mkdir(exist_ok=True)
        (tmp_path / state).write_text("{}" if state.parent == Path(told) else "")
    assert divide(tmp_path, states, ()).apart == [Path(told, "trainer_state.json")]


@pytest.mark.parametrize(
    ("told", "read"), [('{"loss": 0.5, "training_iteration": 1}', False), ('{"accuracy": 0.9}', True)]
)
def test_the_table_beside_the_results_of_a_trial_of_ray_is_left_out(tmp_path: Path, told: str, read: bool) -> None:
    (tmp_path / "result.json").write_text(told)
    files = [Path("progress.csv"), Path("result.json"), Path("other/progress.csv")]
    apart = divide(tmp_path, files, ()).apart
    assert apart == [file for file in files if read or file != Path("progress.csv")]
