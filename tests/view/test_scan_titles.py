"""What the runs of a sweep are called."""

from __future__ import annotations

import pytest

from trainlog_doctor.sweep.row import Row
from trainlog_doctor.view.lazy import Lazy
from trainlog_doctor.view.scan.titles import titles


def named(*rows: tuple[str, int, str | None]) -> list[str]:
    made = [Row(path, number, name) for path, number, name in rows]
    return list(map(titles(made), made))


@pytest.mark.parametrize(
    ("paths", "told"),
    [
        (["runs/a/h.csv", "runs/b/h.csv"], ["a", "b"]),
        (["runs/a/h.csv", "runs/a/i.csv"], ["h.csv", "i.csv"]),
        (["runs/a/h.csv", "runs/b/x/h.csv"], ["a", "b/x"]),
        (["runs/h.csv", "runs/a/h.csv"], ["h.csv", "a/h.csv"]),
        (["a/x", "x"], ["a/x", "x"]),
        (["one/h.csv"], ["one/h.csv"]),
    ],
)
def test_parts_that_all_paths_share_are_cut_off(paths: list[str], told: list[str]) -> None:
    assert named(*((path, 1, None) for path in paths)) == told


def test_the_runs_of_one_source_have_their_own_names() -> None:
    assert named(("logs", 1, "a"), ("logs", 2, "b")) == ["a", "b"]
    assert named(("k.log", 1, None), ("k.log", 2, None)) == ["#1", "#2"]


def test_names_that_occur_twice_are_told_apart_by_number() -> None:
    assert named(("logs", 1, "a"), ("logs", 2, "a"), ("logs", 3, "b")) == ["#1 a", "#2 a", "#3 b"]
    assert named(("x/logs", 1, "a"), ("y/logs", 1, "a")) == ["x a", "y a"]


def test_a_lazy_list_makes_what_is_looked_at() -> None:
    made: list[int] = []

    def make(at: int) -> int:
        made.append(at)
        return at * 10

    lazy = Lazy(1000, make)
    assert (len(lazy), lazy[3], lazy[-1], lazy[:2]) == (1000, 30, 9990, (0, 10))
    assert made == [3, 999, 0, 1]
    assert list(Lazy(3, make)) == [0, 10, 20]
    with pytest.raises(IndexError):
        lazy[1000]
