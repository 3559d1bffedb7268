"""How many examples the classes have, as programs print it: on one line, or as pandas' ``value_counts``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trainlog_doctor.readers.keras.metrics import metric_name
from trainlog_doctor.regex import regex

if TYPE_CHECKING:
    from trainlog_doctor.model import Scalar

MOST_CLASSES = 1_000

SUBJECT = regex(
    "(?i)(?<![\\w.])(?:class(?:es)?|labels?|distribution|value_counts)(?!\\w)"
    "|class[ _](?:count|distribution|balance)|Counter\\("
    "|类别|标签|样本|分布".encode()
)
"""Words that say that what is counted are classes."""

LABEL = rb"['\"]?((?:[^\W_]|[\x80-\xff])(?:[\w.\-]|[\x80-\xff]){0,40})['\"]?"
BRACED = regex(rb"(?:np\.int64\()?" + LABEL + rb"\)?[ \t]?:[ \t]?(?:np\.int64\()?(\d{1,12})\)?(?=[ \t]?[,}])")
SPOKEN = regex(
    LABEL + rb"(?:[ \t]|:|=|\xef\xbc\x9a){1,3}(\d{1,12})(?:[ \t]?(?:\xe6\x9d\xa1|\xe5\xbc\xa0|\xe4\xb8\xaa))?"
    rb"(?=[ \t]{0,3}(?:$|/|,|;|\||\xe3\x80\x81|\xef\xbc\x8c|\xef\xbc\x9b))"
)
"""``negative 600 / positive 400``, with Chinese counting words and separators too."""

SETTING = regex(r"(?i)batch|epoch|size|num|dim|max|min|rate|seed|step|scal|n_|class|train|test|val")
"""Labels that are settings or parts of the data, not classes."""

SEPARATORS = b" \t/,;|.\xe3\x80\x81\xef\xbc\x8c\x9b"
ROW = regex(rb"^[ \t]{0,8}(\S(?:[^\t\n]{0,58}\S)?)[ \t]{2,60}(\d{1,12})[ \t]*$")
ROWS_END = regex(rb"^(?:Name: [^\n]{0,80}, )?dtype: int64")


def counts_on_line(line: bytes) -> dict[str, Scalar]:
    """Read class counts from one line; empty for any other line."""
    if SUBJECT.search(line):
        pairs = BRACED.findall(line) if b"{" in line else SPOKEN.findall(line)
    elif b"/" in line and not SPOKEN.sub(b"", line).strip(SEPARATORS):
        pairs = SPOKEN.findall(line)
    else:
        return {}
    counts: dict[str, Scalar] = {metric_name(label): int(count) for label, count in pairs[:MOST_CLASSES]}
    return counts if len(counts) > 1 and not any(map(SETTING.search, counts)) else {}


class ValueCounts:
    """Collects the rows of ``value_counts`` until the line that ends them."""

    def __init__(self) -> None:
        self._rows: dict[str, Scalar] = {}

    def read(self, line: bytes) -> dict[str, Scalar]:
        """Take a line; hand back the counts when it ends them, else nothing."""
        if row := ROW.match(line):
            if len(self._rows) < MOST_CLASSES:
                self._rows[metric_name(row[1])] = int(row[2])
            return {}
        rows, self._rows = self._rows, {}
        return rows if len(rows) > 1 and ROWS_END.match(line) else {}
