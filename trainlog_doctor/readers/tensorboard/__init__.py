"""TensorBoard event files, read without TensorFlow: framing, wire format and layout of directories."""

from __future__ import annotations

from trainlog_doctor.readers.tensorboard.reader import TENSORBOARD_READERS, TENSORBOARD_TREES

__all__ = ["TENSORBOARD_READERS", "TENSORBOARD_TREES"]
