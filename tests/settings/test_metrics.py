"""Roles given to columns."""

from __future__ import annotations

import pytest

from trainlog_doctor.engine.roles import RoleColumn
from trainlog_doctor.settings.metrics import read_metrics


@pytest.mark.parametrize(
    ("given", "column"),
    [
        ("score=val_f1", RoleColumn("val_f1", None)),
        ("score=val_f1:max", RoleColumn("val_f1", "higher")),
        (" score = val_f1 : min ", RoleColumn("val_f1", "lower")),
        ("score=top:1", RoleColumn("top:1", None)),
        ("score=top:1:max", RoleColumn("top:1", "higher")),
    ],
)
def test_blanks_around_the_parts_are_no_part_of_them(given: str, column: RoleColumn) -> None:
    assert read_metrics([given]) == {"score": column}
