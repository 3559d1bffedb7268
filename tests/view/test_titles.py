"""What runs are called: the parts of paths that tell them apart."""

from __future__ import annotations

import pytest

from trainlog_doctor.view.titles import apart, own


@pytest.mark.parametrize(
    ("paths", "folder", "told"),
    [
        (["runs/a/h.csv", "runs/b/h.csv"], "runs", ["a", "b"]),
        (["/runs/a/h.csv", "/runs/a/i.csv"], "/runs/a", ["h.csv", "i.csv"]),
        (["runs/a/h.csv", "runs/b/x/h.csv"], "runs", ["a", "b/x"]),
        (["runs/h.csv", "runs/a/h.csv"], "runs", ["h.csv", "a/h.csv"]),
        (["a/x", "x"], "", ["a/x", "x"]),
        (["one/h.csv", "-"], "", ["one/h.csv", "stdin"]),
        (["C:\\a\\h.csv", "C:\\b\\h.csv"], "C:", ["a", "b"]),
    ],
)
def test_parts_that_all_paths_share_are_cut_off(paths: list[str], folder: str, told: list[str]) -> None:
    called = apart(paths)
    assert (called.folder, list(map(called, paths))) == (folder, told)


def test_a_run_is_called_by_its_number_and_name() -> None:
    assert own(2, None, numbered=True) == "#2"
    assert own(2, "fold 1", numbered=True) == "#2 fold 1"
    assert own(2, "fold 1", numbered=False) == "fold 1"
    assert own(1, None, numbered=False) == ""
