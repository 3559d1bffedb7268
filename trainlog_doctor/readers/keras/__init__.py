"""Keras console output, in four stages: bytes to lines, clean lines, events, runs."""

from trainlog_doctor.readers.keras.reader import KERAS, KerasParser, KerasReader

__all__ = ["KERAS", "KerasParser", "KerasReader"]
