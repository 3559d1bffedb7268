"""How many samples a validation set has: small ones make scores jump by luck."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from trainlog_doctor.engine.measures.sample_grid import count_samples
from trainlog_doctor.judgement.columns import logged

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
    values = logged(run.frame, roles.get("val_accuracy"))
    return count_samples(run, np.empty(0) if values is None else values[np.isfinite(values)])
