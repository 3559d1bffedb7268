"""Lines that a narrow page or terminal broke, put together again: a bar or verbose=2 line, at a blank or anywhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from trainlog_doctor.readers.keras.grammar import PLACES
from trainlog_doctor.readers.keras.lines import Line
from trainlog_doctor.regex import regex

if TYPE_CHECKING:
    import re
    from collections.abc import Iterable, Iterator

METRICS = regex(rb"=\]|\xe2\x94\x81|\d(?:s|(?:us|ms|s)/[a-z]{1,12})[ \t]*-")
"""A bar, or a duration before a dash: what makes a dash or a colon at the end of a line a broken one."""

TIME = rb"\d{1,7}s(?:[ \t]{1,4}\d{1,9}(?:us|ms|s|min)/(?:step|sample|epoch))?"
NAMED = rb"[A-Za-z_][^:\n]{0,100}:"

MARGIN = regex(rb"[ \t]*(?:(?:#+|>+|//+|\*|\|)[ \t]+)*+")
"""What stands before the text of every line: a comment's mark, a quotation's."""


class Break(NamedTuple):
    """A place where a line may have been broken: how it ends there, and how what follows begins."""

    ending: re.Pattern[bytes]
    beginning: re.Pattern[bytes]

    @classmethod
    def between(cls, ending: bytes, beginning: bytes) -> Break:
        """Make one of two grammars."""
        return cls(regex(ending + rb"$"), regex(beginning))


DASH = Break.between(rb"-", NAMED + rb"|" + TIME)
NAME = Break.between(rb"[\w)]:", rb"[-+]?(?:\d|nan|inf)[^:]{0,40}(?:$|[ \t]-[ \t]|Epoch )")
BAR = Break.between(rb"\d/\d{1,12} \[=+\]", rb"-?[ \t]*" + TIME)
DURATION = Break.between(
    rb"(?:\]|\xe2\x94\x81)[ \t]{0,8}(?:-[ \t]{1,4})?" + TIME, rb"-[ \t]+(?:" + NAMED + rb".{0,200}?-[ \t]+)??loss:"
)
COUNTER = Break.between(rb"Epoch \d{1,9}/\d{1,9} \d{1,12}/\d{1,12}", rb"\[=|\xe2\x94\x81")

BREAKS = (
    dict.fromkeys(b"-", DASH)
    | dict.fromkeys(b":", NAME)
    | dict.fromkeys(b"]", BAR)
    | dict.fromkeys(b"speh", DURATION)
    | dict.fromkeys(b"0123456789", COUNTER)
)
"""By the last byte of a line."""

CUT = regex(rb" - [A-Za-z_][^:\s]{0,80}(?::[ \t]?-?\d{0,12}(?:\.\d{0,3})?)?")
"""What a line ends with that a terminal cut at its last column: within a name, or before a value's last digit."""

VALUE = regex(rb": -?\d{1,12}\.\d{4}(?!\d)")
"""A value as Keras prints it: where those before have fewer digits, so may the last."""

UNCUT = regex(rb" - [A-Za-z_][^:\s]{0,80}: -?\d{1,12}\.\d{4}(?:e[-+]\d\d)?(?=[ \t]-[ \t]|[ \t]*$)")
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

    def feed(self, lines: Iterable[Line]) -> Iterator[Line]:
        """Take the next lines and yield those that are whole."""
        for line in lines:
            if self.held is None and not is_broken(line.text):
                yield line
            else:
                yield from self.take(line)

    def take(self, line: Line) -> Iterator[Line]:
        """Take the next line and yield what is whole then."""
        if self.held is not None:
            held, self.held = self.held, None
            together = joined(held.text, line.text)
            if together is None:
                yield held
            else:
                line = Line(held.number, together)
        if is_broken(line.text):
            self.held = line
        else:
            yield line

    def flush(self) -> Iterator[Line]:
        """Let go what is held: it goes on nowhere."""
        held, self.held = self.held, None
        if held is not None:
            yield held


def is_broken(text: bytes) -> bool:
    """Whether a line seems to be broken, at a blank or anywhere."""
    return break_of(text) is not None or last_of_cut(text) >= 0


def last_of_cut(text: bytes) -> int:
    """Where the metric begins in which a line was cut; -1 if it was not, as where a value has all its digits."""
    whole = text[-PLACES - 1 : -PLACES] == b"."
    at = -1 if whole or not NARROWEST <= len(text) <= LONGEST else text.rfind(b" - ", -LONGEST_ENDING)
    if at < 0 or not CUT.fullmatch(text, at) or not METRICS.search(text):
        return -1
    return at if VALUE.search(text, 0, at) or text.find(b": ", 0, at) < 0 else -1


def break_of(text: bytes) -> Break | None:
    """Where a line seems to be broken; None if it is whole."""
    found = BREAKS.get(text[-1]) if text else None
    if found is None or len(text) > LONGEST or not found.ending.search(text, max(0, len(text) - LONGEST_ENDING)):
        return None
    return found if found is COUNTER or METRICS.search(text) else None


def joined(text: bytes, following: bytes) -> bytes | None:
    """A broken line with the one that it goes on in; None if it does not go on there."""
    at = last_of_cut(text)
    if at >= 0 and UNCUT.match(text[at:] + following):
        return text + following
    found = break_of(text)
    margin = MARGIN.match(following)
    rest = following[margin.end() :] if margin else following
    return text + b" " + rest if found is not None and found.beginning.match(rest) else None
