"""Sources that are known and never read, each with its reason; they are asked last."""

from __future__ import annotations

from trainlog_doctor.readers.base import Certainty
from trainlog_doctor.readers.refused.other import bare_numbers, binary, header_only, other_document, other_table
from trainlog_doctor.readers.refused.reader import RefusingReader

SURELY_REFUSED = (RefusingReader("binary", binary, Certainty.SURE),)
DOUBTFULLY_REFUSED = (
    RefusingReader("bare-numbers", bare_numbers),
    RefusingReader("header-only", header_only),
    RefusingReader("other-json", other_document),
    RefusingReader("other-table", other_table),
)
REFUSED_READERS = (*SURELY_REFUSED, *DOUBTFULLY_REFUSED)
