from __future__ import annotations

import pytest

from tests.goldens import CASES, FOLDER, rendered


@pytest.mark.parametrize("name", CASES)
def test_a_report_looks_as_it_was_approved(name: str) -> None:
    assert (FOLDER / name).read_text("utf-8") == rendered(name)


def test_every_approved_report_is_still_made() -> None:
    assert {path.name for path in FOLDER.iterdir()} == set(CASES)
