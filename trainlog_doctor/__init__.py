"""The linter for training runs: reads a training log, says whether the run is all right and which epoch to keep."""

__version__ = "0.1.0"
