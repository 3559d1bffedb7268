from __future__ import annotations

from pathlib import Path

import pytest

import trainlog_doctor.reporters
from trainlog_doctor.reporters import REPORTERS, reporter

FOLDER = Path(trainlog_doctor.reporters.__file__).parent

BESIDES = {"base", "comparison", "json_gate", "plain_json", "rule_list", "scan", "wording"}
"""What reporters are made of, and the pages of other commands."""


def test_every_reporter_of_the_folder_is_registered() -> None:
    modules = {path.stem for path in FOLDER.iterdir() if path.suffix != ".json" and path.name[0] != "_"}
    assert modules - BESIDES == set(REPORTERS.values())


@pytest.mark.parametrize("name", REPORTERS)
def test_every_registered_reporter_can_render(name: str) -> None:
    assert callable(reporter(name))
