"""Before the first stage: sources that hold what was written in another form."""

from __future__ import annotations

import re
from operator import methodcaller
from typing import TYPE_CHECKING

from trainlog_doctor.readers.keras.clean import text_in
from trainlog_doctor.readers.keras.rewrites import CARRY_BYTES
from trainlog_doctor.regex import regex

if TYPE_CHECKING:
    from collections.abc import Callable

STREAM = regex(rb'"stream(?:_name)?": ?"std(?:out|err)"|^\[\d+\.\d+, ?"o", ?"', re.MULTILINE)
"""What tells that Docker, Kaggle or asciinema kept each piece that was written in a line of JSON."""

ENDED = rb'\n"'
"""The end of a line, in such a piece; loggers that keep lines take it off."""

RETURNED = regex(rb"\rEpoch \d+/\d+ *\r")
"""What tells that the lines of a text without line feeds end with carriage returns."""


class Pieces:
    """Puts together what was written; a line that holds no piece stays as it is."""

    def __init__(self) -> None:
        self._rest = b""

    def __call__(self, chunk: bytes) -> bytes:
        """Take the next bytes; what the lines hold that they complete."""
        *rows, rest = (self._rest + chunk).split(b"\n")
        self._rest = rest[-CARRY_BYTES:]
        return b"".join(row + b"\n" if (text := text_in(row)) is None else text for row in rows)


FORMS: dict[str, Callable[[], Callable[[bytes], bytes]]] = {
    "plain": lambda: bytes,
    "pieces": Pieces,
    "returns": lambda: methodcaller("replace", b"\r", b"\n"),
}
"""What turns chunks of each form into what was written."""


def form_of(data: bytes) -> str:
    """The form of a source that begins like this."""
    if ENDED in data and STREAM.search(data):
        return "pieces"
    return "returns" if b"\n" not in data and RETURNED.search(data) else "plain"
