"""Lines that a narrow page or terminal broke, put together again: a bar or verbose=2 line, at a blank or anywhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias
from unicodedata import east_asian_width

from trainlog_doctor.readers.keras.grammar import PLACES
from trainlog_doctor.readers.keras.lines import Line
from trainlog_doctor.regex import regex

if TYPE_CHECKING:
    import re
    from collections.abc import Iterable, Iterator

    Break: TypeAlias = tuple[re.Pattern[bytes], re.Pattern[bytes]]

METRICS = regex(
    rb"=\]|ETA:|\xe2\x94\x81|\d(?:s|(?:us|ms|s)/[a-z]{1,12})[ \t]*-"
    rb"|^(?:[ \t#>]|\xe2\x9e\xa5)*+- [A-Za-z_][^:\s]{0,80}: -?\d"
)
"""A bar, a duration before a dash, or a first metric behind one: what makes an end within a metric a broken one."""

TIME = rb"\d{1,7}s(?:[ \t]{1,4}\d{1,9}(?:us|ms|s|min)/(?:step|sample|epoch))?"
NAMED = rb"[A-Za-z_][^:\n]{0,100}:"

MARGIN = regex(rb"(?:[ \t]*(?:#+|>+|//+|\*|\||\xe2\x9e\xa5)[ \t]+)++")
"""What stands before a line's text: a comment's mark, a quotation's, the arrow of books before the rest of a line."""


def broken(ending: bytes, beginning: bytes) -> Break:
    """Where a line may have been broken: how it ends there, and how what follows begins."""
    return regex(ending + rb"$"), regex(beginning)


DASH = broken(rb"-", NAMED + rb"|" + TIME)
NAME = broken(rb"[\w)]:", rb"[-+]?(?:\d|nan|inf)[^:]{0,40}(?:$|[ \t]-[ \t]|Epoch )")
BAR = broken(rb"\d/\d{1,12} \[=+\]", rb"-?[ \t]*" + TIME)
DURATION = broken(
    rb"(?:\]|\xe2\x94\x81)[ \t]{0,8}(?:-[ \t]{1,4})?" + TIME, rb"-[ \t]+(?:" + NAMED + rb".{0,200}?-[ \t]+)??loss:"
)
REMARK = broken(rb"Epoch \d{1,9}/\d{1,9} \([A-Za-z ]{1,40}\)", rb"[ \t]{0,8}(?:\d{1,12}/\d{1,12} |\d{1,7}s )")
COUNTER = broken(rb"Epoch \d{1,9}/\d{1,9} \d{1,12}/\d{1,12}", rb"\[=|\xe2\x94\x81")

BREAKS = (
    dict.fromkeys(b"-", DASH)
    | dict.fromkeys(b":", NAME)
    | dict.fromkeys(b"]", BAR)
    | dict.fromkeys(b"speh", DURATION)
    | dict.fromkeys(b")", REMARK)
    | dict.fromkeys(b"0123456789", COUNTER)
)
"""By the last byte of a line."""

METRIC = rb" - [A-Za-z_\x80-\xff](?:(?! - )[^:\[\]]){0,80}"
CUT = regex(METRIC + rb"(?::[ \t]?(?:-?\d{0,40}(?:\.\d{0,3}|\.\d{4}e(?:[-+]\d?)?)?|-?in?|na?))?")
"""What a line ends with that a terminal cut at its last column: within a name, or before a value's last digit."""

VALUE = regex(rb": -?\d{1,40}\.\d{4}(?!\d)")
"""A value as Keras prints it: where those before have fewer digits, so may the last."""

UNCUT = regex(METRIC + rb": (?:-?\d{1,40}\.\d{4}(?:e[-+]\d\d)?|nan|-?inf)(?=[ \t]-[ \t]|[ \t]*$)")
"""A metric as Keras prints it, and what stands behind it."""

NARROWEST = 40
"""Columns of half a terminal, as panes beside each other have them; a shorter line is cut nowhere."""

LONGEST = 4_096
"""Longest line, put together, to which more is added."""

LONGEST_ENDING = 100
"""How much of a line's end shows whether it may be broken there."""


class Joiner:
    """Holds a line back that seems broken until the next one shows whether it goes on there."""

    def __init__(self) -> None:
        self.held: Line | None = None
        self._row = b""
        self._columns = 0  # of the terminal, as far as cuts within a metric have shown it

    def feed(self, lines: Iterable[Line]) -> Iterator[Line]:
        """Take the next lines and yield those that are whole."""
        for row in lines:
            line = row
            if self.held is not None:
                held, self.held = self.held, None
                together = self._together(held.text, row.text)
                if together is None:
                    yield held
                else:
                    line = Line(held.number, together)
            if self._seems_broken(line.text, row.text):
                self.held, self._row = line, row.text
            else:
                yield line

    def _together(self, text: bytes, row: bytes) -> bytes | None:
        """The line held with the row behind it, None if it does not go on there; a cut shows the terminal's columns."""
        gap = self._columns - columns(self._row) == 1 and row[:1].isascii()
        together = joined(text, row, gap=gap)
        if together is not None and last_of_cut(text) >= 0:
            self._columns = max(self._columns, columns(self._row))
        return together

    def _seems_broken(self, text: bytes, row: bytes) -> bool:
        """Whether a line seems to be broken behind its last row: by its end, or at the column of the cut before."""
        if break_of(text) is not None or last_of_cut(text) >= 0:
            return True
        full = len(text) <= LONGEST and self._columns > 0 and 0 <= self._columns - columns(row) <= 1
        return full and METRICS.search(text) is not None

    def flush(self) -> Iterator[Line]:
        """Let go what is held: it goes on nowhere."""
        held, self.held = self.held, None
        if held is not None:
            yield held


def columns(row: bytes) -> int:
    """How wide a terminal shows a row."""
    if row.isascii():
        return len(row)
    return sum(1 + (east_asian_width(sign) in "WF") for sign in row.decode("utf-8", "replace"))


def last_of_cut(text: bytes) -> int:
    """Where the metric begins in which a line was cut; -1 if it was not, as where a value has all its digits."""
    whole = text[-PLACES - 1 : -PLACES] == b"." and text[-PLACES:].isdigit()
    at = -1 if whole or not NARROWEST <= len(text) <= LONGEST else text.rfind(b" - ", -LONGEST_ENDING)
    if at < 0 or not CUT.fullmatch(text, at) or not METRICS.search(text):
        return -1
    return at if VALUE.search(text, 0, at) or text.find(b": ", 0, at) < 0 else -1


def break_of(text: bytes) -> Break | None:
    """Where a line seems to be broken; None if it is whole."""
    found = BREAKS.get(text[-1]) if text else None
    if found is None or len(text) > LONGEST or not found[0].search(text, max(0, len(text) - LONGEST_ENDING)):
        return None
    return found if found in (COUNTER, REMARK) or METRICS.search(text) else None


def joined(text: bytes, following: bytes, *, gap: bool = False) -> bytes | None:
    """A broken line with the one that it goes on in; None if it does not go on there.

    A ``gap`` in the last column of the terminal is a blank that copying took off.
    """
    margin = MARGIN.match(following)
    rest = following[margin.end() :] if margin else following
    at = text.rfind(b" - ", -LONGEST_ENDING)
    for blank in sorted((b"", b" "), reverse=gap) if at >= 0 else ():
        if UNCUT.match(text[at:] + blank + rest):
            return text + blank + rest
    found, rest = break_of(text), rest.lstrip(b" \t")
    return text + b" " + rest if found is not None and found[1].match(rest) else None
