from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import trainlog_doctor.reporters
from trainlog_doctor.reporters import COMPARISONS, REPORTERS, SCANS, reporter

if TYPE_CHECKING:
    from collections.abc import Mapping

FOLDER = Path(trainlog_doctor.reporters.__file__).parent

BESIDES = {"base", "comparison", "plain_json", "rule_list", "scan", "wording"}
"""What reporters are made of, and the pages of other commands."""
PIECES = {"flat", "terminal_table"}
"""What the reporters of a sweep are made of."""


@pytest.mark.parametrize(
    ("folder", "registry", "besides"),
    [("", REPORTERS, BESIDES), ("comparison", COMPARISONS, set()), ("scan", SCANS, PIECES)],
)
def test_every_reporter_of_a_folder_is_registered(folder: str, registry: Mapping[str, str], besides: set[str]) -> None:
    modules = {path.stem for path in (FOLDER / folder).iterdir() if path.suffix != ".json" and path.name[0] != "_"}
    named = {module.removeprefix(f"{folder}.").partition(".")[0] for module in registry.values()}
    assert modules - besides == named


@pytest.mark.parametrize("module", sorted({*REPORTERS.values(), *COMPARISONS.values(), *SCANS.values()}))
def test_every_registered_reporter_can_render(module: str) -> None:
    assert callable(reporter(module))
