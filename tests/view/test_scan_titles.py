"""What the runs of a sweep are called."""

from __future__ import annotations

import pytest

from trainlog_doctor.sweep.row import Row
from trainlog_doctor.view.scan.titles import titles


def named(*rows: tuple[str, int, str | None]) -> list[str]:
    made = [Row(path, number, name) for path, number, name in rows]
    return list(map(titles(made), made))


@pytest.mark.parametrize(
    ("paths", "told"),
    [(["runs/a/h.csv", "runs/b/h.csv"], ["a", "b"]), (["one/h.csv"], ["one/h.csv"])],
)
def test_parts_that_all_paths_share_are_cut_off(paths: list[str], told: list[str]) -> None:
    assert named(*((path, 1, None) for path in paths)) == told


def test_the_runs_of_one_source_have_their_own_names() -> None:
    assert named(("logs", 1, "a"), ("logs", 2, "b")) == ["a", "b"]
    assert named(("k.log", 1, None), ("k.log", 2, None)) == ["#1", "#2"]


def test_names_that_occur_twice_are_told_apart_by_number() -> None:
    assert named(("logs", 1, "a"), ("logs", 2, "a"), ("logs", 3, "b")) == ["#1 a", "#2 a", "#3 b"]
    assert named(("x/logs", 1, "a"), ("y/logs", 1, "a")) == ["x a", "y a"]
