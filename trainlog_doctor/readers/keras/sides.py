"""What of a line was measured in training, and what on the data for validation."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from trainlog_doctor.readers.keras.events import Status


def is_validation(name: str) -> bool:
    """Whether a name is that of a validation metric."""
    return name.startswith("val_")


def trained(status: Status) -> dict[str, float]:
    """The metrics of a line that are not validation metrics."""
    return {name: value for name, value in zip(status.names, status.values, strict=True) if not is_validation(name)}


def validation(status: Status) -> set[str]:
    """The names of a line's validation metrics."""
    return {name for name in status.names if is_validation(name)}


def same_training(one: Status, other: Status) -> bool:
    """Whether two lines print the same training values, as a bar that is drawn again does."""
    return repr(trained(one)) == repr(trained(other))
