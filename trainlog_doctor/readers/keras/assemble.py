"""Fourth stage: epochs go to the course of the runs, what else a log says to the epoch or run that it is about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trainlog_doctor.model import Fact, Notice, Scalar
from trainlog_doctor.readers import facts
from trainlog_doctor.readers.keras.blocks import Blocks
from trainlog_doctor.readers.keras.calls import Calls
from trainlog_doctor.readers.keras.course import Course
from trainlog_doctor.readers.keras.events import Aside, Counter, Elision, Event, Header, Heading, Pairs, Status, Text
from trainlog_doctor.readers.keras.grammar import LONGEST
from trainlog_doctor.readers.keras.pairs import SCORE
from trainlog_doctor.readers.keras.settings import UNMEASURED, as_setting, settings_among, settings_on_line
from trainlog_doctor.readers.keras.surroundings import EPOCH_END, fact_of, told_of
from trainlog_doctor.regex import regex

if TYPE_CHECKING:
    from collections.abc import Callable

MOST_RECENT = 8
"""Among how many facts one that repeats another is looked for."""

FEWEST_PRINTED = 3
PRINTED = regex(
    rb"(?i)^[\s#>*|\[(]{0,12}epoch[ \t]{0,2}[:\[(]?[ \t]{0,2}\d{1,9}[ \t]{0,2}/[ \t]{0,2}(\d{1,9})(?!\d)"
    rb"[^\r\n]{1,80}?loss[ \t]{0,2}[:=][ \t]{0,2}\d"
)
"""An epoch with its total and a loss, as no version of Keras prints it."""

MEASURED = regex(r"(?i)\d\.\d{3}|\b(?:evaluat|validat|val_|test)|测试|验证".encode())
"""What programs say of results."""


class Assembler:
    """Takes events in order, for the ``course`` of the runs that they make."""

    def __init__(self) -> None:
        self.course = Course()
        self._blocks = Blocks()
        self._calls = Calls()
        self._first = self._count = 0

    def take(self, event: Event, line: int) -> None:
        """Take the next event, stated at a line (1-based)."""
        HANDLERS[type(event)](self, event, line)

    def section(self, name: str) -> None:
        """What follows stands in a part of the source that has this name."""
        self.course.around.place, self.course.around.announced = name, True
        self.course.stray.adjacent = False

    def pairs(self, pairs: Pairs, line: int) -> None:
        """Metrics that a callback printed, or scores at the end."""
        self._settings(settings_among(pairs.names, pairs.values), line)
        run, epoch = self.course.run, self.course.epoch
        self.course.around.speak()
        if any(as_setting(name) in UNMEASURED for name in pairs.names):
            return
        if epoch is None:
            self.course.stray.print(pairs)
            return
        printed: dict[str, Scalar] = dict(zip(pairs.names, pairs.values, strict=True))
        if run is not None and printed.items() <= epoch.printed.items():
            run.repeats(epoch.number, line)
        if not pairs.marked and epoch.final is not None and not printed.keys().isdisjoint(epoch.final.names):
            if all(map(SCORE.search, printed)):
                self.course.note(Fact(facts.PRINTED_SCORE, epoch.number, line, printed))
            return
        epoch.print(pairs)

    def aside(self, aside: Aside, line: int) -> None:
        """A line that becomes a fact."""
        epoch = self.course.epoch
        if aside.kind == facts.EARLY_STOPPING and self.course.stray.stop(aside, line):
            return
        if self.course.around.hear(aside):
            self.course.stray.adjacent = False
        elif aside.kind == facts.EVALUATE:
            self.course.stray.doubt()
        elif aside.kind in EPOCH_END and epoch is not None:
            epoch.interrupted()
        number = epoch.number if epoch is not None else None
        if aside.kind in EPOCH_END and (told := told_of(aside, number)):
            self.course.tell(told, line)
        fact = fact_of(aside, number, line)
        if not self._repeats(fact):
            self.course.note(fact)

    def heading(self, heading: Heading, line: int) -> None:
        """A line that names what follows."""
        self.course.around.head(heading.name)
        self.course.stray.adjacent = False

    def elision(self, _: Elision, line: int) -> None:
        """Lines were left out here."""
        self.course.leave_out()

    def text(self, text: Text, line: int) -> None:
        """Any other line."""
        self.course.stray.adjacent = False
        self.course.around.speak()
        self._count_printed(text.raw, line)
        for aside in self._blocks.read(text.raw):
            self.aside(aside, line)
        if len(text.raw) > LONGEST:
            return
        if MEASURED.search(text.raw):
            self.course.stray.doubt()
        self._settings(settings_on_line(text.raw), line)
        if fact := self._calls.read(text.raw, line, self.course.epoch):
            self.course.note(fact)

    def notices(self) -> list[Notice]:
        """That lines on epochs which the program printed itself are not read; nothing where there are hardly any."""
        if self._count < FEWEST_PRINTED:
            return []
        return [Notice("keras.printed_epochs", self._first, {"count": self._count, "line": self._first})]

    def _count_printed(self, raw: bytes, line: int) -> None:
        """Count a line on an epoch of which the total is not that of the run in which it stands."""
        found, run = PRINTED.match(raw), self.course.run
        if found is not None and (run is None or run.planned != int(found[1])):
            self._first = self._first or line
            self._count += 1

    def _repeats(self, fact: Fact) -> bool:
        """Whether a callback has just said the same of the same epoch: it, or its logger, was registered twice."""
        run, epoch = self.course.run, self.course.epoch
        if run is None or epoch is None or fact.kind not in EPOCH_END or fact.epoch != epoch.number:
            return False
        recent = [(one.kind, one.epoch, one.data) for one in run.facts[-MOST_RECENT:]]
        if (fact.kind, fact.epoch, fact.data) not in recent:
            return False
        run.repeats(epoch.number, fact.line or epoch.line)
        return True

    def _settings(self, told: dict[str, Scalar], line: int) -> None:
        """Keep the settings of a run to come; within a run they are what somebody prints at every epoch."""
        if told and (self.course.run is None or self.course.around.announced):
            self.course.note(Fact(facts.SETTINGS, None, line, told))


HANDLERS: dict[type, Callable[..., None]] = {
    Header: lambda taker, header, line: taker.course.header(header, line),
    Status: lambda taker, status, line: taker.course.status(status, line),
    Pairs: Assembler.pairs,
    Aside: Assembler.aside,
    Counter: lambda taker, counter, line: taker.course.around.count(counter, line),
    Heading: Assembler.heading,
    Elision: Assembler.elision,
    Text: Assembler.text,
}
"""What takes each event. None is bound: what has been read is let go with its assembler."""
