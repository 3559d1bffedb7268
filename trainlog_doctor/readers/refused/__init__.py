"""Sources that are known and never read, each with its reason; they are asked last."""

from __future__ import annotations

from trainlog_doctor.readers.refused.binary import BinaryReader
from trainlog_doctor.readers.refused.header import HeaderReader
from trainlog_doctor.readers.refused.numbers import BareNumbersReader
from trainlog_doctor.readers.refused.other import OtherDocumentReader, OtherTableReader

SURELY_REFUSED = (BinaryReader(),)
DOUBTFULLY_REFUSED = (BareNumbersReader(), HeaderReader(), OtherDocumentReader(), OtherTableReader())
REFUSED_READERS = (*SURELY_REFUSED, *DOUBTFULLY_REFUSED)

__all__ = ["DOUBTFULLY_REFUSED", "REFUSED_READERS", "SURELY_REFUSED"]
