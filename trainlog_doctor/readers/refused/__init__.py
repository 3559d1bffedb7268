"""Sources that are known and never read, each with its reason; they are asked last."""

from __future__ import annotations

from trainlog_doctor.readers.refused.binary import BinaryReader
from trainlog_doctor.readers.refused.other import OtherDocumentReader, OtherTableReader

REFUSED_READERS = (BinaryReader(), OtherDocumentReader(), OtherTableReader())

__all__ = ["REFUSED_READERS"]
