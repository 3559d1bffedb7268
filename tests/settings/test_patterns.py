from __future__ import annotations

from pathlib import Path

import pytest

from tests.fuzz.limits import within_limits
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
        ("*a*b*c", "xaxbxbxcxc", True),
        ("*a*b*c", "xaxcxb", False),
        ("**/a/**/b/*.log", "a/b/c/a/x/b/1.log", True),
        ("**/a/**/b/*.log", "a/b/c/a/x/b/y/1.log", False),
        ("run**/a.log", "run1/a.log", True),
        ("run**/a.log", "run1/2/a.log", False),
    ],
)
def test_patterns_are_relative_to_the_settings_file(pattern: str, place: str, expected: bool) -> None:
    assert matches(str(ROOT / place), [pattern], ROOT) is expected
    assert matches(str(ROOT / place), ["elsewhere/*", pattern], ROOT) is expected


@pytest.mark.parametrize(
    ("pattern", "place"),
    [
        ("*a" * 4 + "*b", "a" * 250),
        ("**/a/" * 4 + "**/b", "a/" * 200 + "c"),
        ("a*/" * 30 + "b", "a/" * 30 + "c"),
    ],
)
def test_stars_that_have_to_try_everything_take_no_time(pattern: str, place: str) -> None:
    with within_limits(len(place)):
        assert not matches(str(ROOT / place), [pattern], ROOT)


def test_standard_input_matches_nothing() -> None:
    assert not matches("-", ["**", "*", "-"], Path.cwd())
