"""How many samples a validation set has: small ones make scores jump by luck."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from trainlog_doctor.engine.measures.facts import validation_samples
from trainlog_doctor.engine.measures.sample_grid import size_of_grid

if TYPE_CHECKING:
    from trainlog_doctor.engine.roles import Roles
    from trainlog_doctor.model import Run


def validation_size(run: Run, roles: Roles) -> int | None:
    """Number of validation samples: as the log says, else as the steps of the validation accuracy show.

    Returns
    -------
    int or None
        None where neither tells, as with more samples than the printed digits resolve.
    """
    told = validation_samples(run)
    if told is not None:
        return told
    role = roles.get("val_accuracy")
    values = None if role is None else run.frame.columns.get(role.name)
    return None if values is None else size_of_grid(values[np.isfinite(values)])
