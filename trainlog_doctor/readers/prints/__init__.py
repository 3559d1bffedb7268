"""Epoch lines that programs print themselves: ``Epoch 3: loss=0.5, val_loss=0.6``."""

from trainlog_doctor.readers.prints.reader import PRINTS, PrintsParser, PrintsReader

__all__ = ["PRINTS", "PrintsParser", "PrintsReader"]
