from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from tests.engine.builders import builtin_pack, metric_table
from trainlog_doctor.engine.evaluate import evaluate
from trainlog_doctor.engine.per_cent import in_per_cent
from trainlog_doctor.engine.roles import assign
from trainlog_doctor.model import Frame, Run

if TYPE_CHECKING:
    from trainlog_doctor.model import FloatArray

GUESSING = np.array([0.101, 0.1, 0.099, 0.102, 0.1, 0.098, 0.101, 0.1, 0.1, 0.099])


def fired(accuracy: FloatArray) -> set[str]:
    columns = {"loss": np.full(10, 2.3026), "accuracy": accuracy}
    run = Run("test", Frame(np.arange(1, 11), columns))
    return {one.code for one in evaluate(run, assign(columns, metric_table()), builtin_pack()) if one.status == "fired"}


def test_a_rule_judges_per_cent_as_it_judges_fractions() -> None:
    assert "TD301" in fired(GUESSING)
    assert fired(100 * GUESSING) == fired(GUESSING)


@pytest.mark.parametrize(
    ("columns", "name", "expected"),
    [
        ({"accuracy": [45.0, 94.4]}, "accuracy", True),
        ({"accuracy": [0.45, 1.0]}, "accuracy", False),
        ({"accuracy": [12.0, 60.0], "val_accuracy": [0.9, 1.1]}, "val_accuracy", True),
        ({"accuracy": [45.0, np.nan]}, "accuracy", True),
        ({"accuracy": [np.nan, np.nan]}, "accuracy", False),
        ({"accuracy": [45.0, np.inf]}, "accuracy", False),
        ({"accuracy": [45.0, 4500.0]}, "accuracy", False),
        ({"accuracy": []}, "accuracy", False),
        ({"val_psnr": [25.0, 31.0]}, "val_psnr", False),
        ({"val_loss": [25.0, 31.0]}, "val_loss", False),
    ],
)
def test_shares_are_in_per_cent_where_one_side_goes_beyond_one(
    columns: dict[str, list[float]], name: str, expected: bool
) -> None:
    roles = assign(columns, metric_table())
    frame = Frame(np.arange(1, 3), {key: np.array(values) for key, values in columns.items()})
    column = next(role for role in roles.values() if role.name == name)
    assert in_per_cent(column, roles, frame) is expected
