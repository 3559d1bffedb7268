from __future__ import annotations

from pathlib import Path

import pytest

from trainlog_doctor.settings.patterns import matches

ROOT = Path("/project")


@pytest.mark.parametrize(
    ("pattern", "place", "expected"),
    [
        ("runs/gan/**", "runs/gan/1/train.log", True),
        ("runs/gan/**", "runs/gan", True),
        ("runs/gan/**", "runs/gan2/1.log", False),
        ("runs/*", "runs/a.log", True),
        ("runs/*", "runs/a/b.log", False),
        ("*.log", "a.log", True),
        ("*.log", "b/a.log", False),
        ("**/*.log", "a.log", True),
        ("**/*.log", "c/b/a.log", True),
        ("runs/**/a.log", "runs/a.log", True),
        ("runs/**/a.log", "runs/b/c/a.log", True),
        ("runs/**/a.log", "runsa.log", False),
        ("r?ns", "runs", True),
        ("r.ns", "runs", False),
        ("./runs/", "runs", True),
    ],
)
def test_patterns_are_relative_to_the_settings_file(pattern: str, place: str, expected: bool) -> None:
    assert matches(str(ROOT / place), [pattern], ROOT) is expected


def test_standard_input_matches_nothing() -> None:
    assert not matches("-", ["**", "*", "-"], Path.cwd())
