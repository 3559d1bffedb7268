"""Fourth stage, beside its spine: what else a log says goes to the epoch or run that it is about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trainlog_doctor.model import Fact, Notice, Scalar
from trainlog_doctor.readers import facts
from trainlog_doctor.readers.keras.blocks import Blocks
from trainlog_doctor.readers.keras.calls import Calls
from trainlog_doctor.readers.keras.grammar import LONGEST
from trainlog_doctor.readers.keras.pairs import SCORE
from trainlog_doctor.readers.keras.settings import UNMEASURED, as_setting, settings_among, settings_on_line
from trainlog_doctor.readers.keras.surroundings import EPOCH_END, fact_of, told_of
from trainlog_doctor.regex import regex

if TYPE_CHECKING:
    from trainlog_doctor.readers.keras.course import Course
    from trainlog_doctor.readers.keras.events import Aside, Elision, Heading, Pairs, Text

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


class Remarks:
    """Takes such lines for a course of runs."""

    def __init__(self, course: Course) -> None:
        self._course = course
        self._blocks = Blocks()
        self._calls = Calls()
        self._first = self._count = 0

    def pairs(self, pairs: Pairs, line: int) -> None:
        """Metrics that a callback printed, or scores at the end."""
        self._settings(settings_among(pairs.names, pairs.values), line)
        run, epoch = self._course.run, self._course.epoch
        self._course.around.speak()
        if any(as_setting(name) in UNMEASURED for name in pairs.names):
            return
        if epoch is None:
            self._course.stray.print(pairs)
            return
        printed: dict[str, Scalar] = dict(zip(pairs.names, pairs.values, strict=True))
        if run is not None and printed.items() <= epoch.printed.items():
            run.repeats(epoch.number, line)
        if not pairs.marked and epoch.final is not None and not printed.keys().isdisjoint(epoch.final.names):
            if all(map(SCORE.search, printed)):
                self._course.note(Fact(facts.PRINTED_SCORE, epoch.number, line, printed))
            return
        epoch.print(pairs)

    def aside(self, aside: Aside, line: int) -> None:
        """A line that becomes a fact."""
        epoch = self._course.epoch
        if aside.kind == facts.EARLY_STOPPING and self._course.stray.stop(aside, line):
            return
        if self._course.around.hear(aside):
            self._course.stray.interrupt()
        elif aside.kind == facts.EVALUATE:
            self._course.stray.doubt()
        elif aside.kind in EPOCH_END and epoch is not None:
            epoch.interrupted()
        number = epoch.number if epoch is not None else None
        if aside.kind in EPOCH_END and (told := told_of(aside, number)):
            self._course.tell(told, line)
        fact = fact_of(aside, number, line)
        if not self._repeats(fact):
            self._course.note(fact)

    def heading(self, heading: Heading, line: int) -> None:
        """A line that names what follows."""
        self._course.around.head(heading.name)
        self._course.stray.interrupt()

    def elision(self, _: Elision, line: int) -> None:
        """Lines were left out here."""
        self._course.around.elided, self._course.around.told = True, False

    def text(self, text: Text, line: int) -> None:
        """Any other line."""
        self._course.stray.interrupt()
        self._course.around.speak()
        self._count_printed(text.raw, line)
        for aside in self._blocks.read(text.raw):
            self.aside(aside, line)
        if len(text.raw) > LONGEST:
            return
        if MEASURED.search(text.raw):
            self._course.stray.doubt()
        self._settings(settings_on_line(text.raw), line)
        if fact := self._calls.read(text.raw, line, self._course.epoch):
            self._course.note(fact)

    def notices(self) -> list[Notice]:
        """That lines on epochs which the program printed itself are not read; nothing where there are hardly any."""
        if self._count < FEWEST_PRINTED:
            return []
        return [Notice("keras.printed_epochs", self._first, {"count": self._count, "line": self._first})]

    def _count_printed(self, raw: bytes, line: int) -> None:
        """Count a line on an epoch of which the total is not that of the run in which it stands."""
        found, run = PRINTED.match(raw), self._course.run
        if found is not None and (run is None or run.planned != int(found[1])):
            self._first = self._first or line
            self._count += 1

    def _repeats(self, fact: Fact) -> bool:
        """Whether a callback has just said the same of the same epoch: it, or its logger, was registered twice."""
        run, epoch = self._course.run, self._course.epoch
        if run is None or epoch is None or fact.kind not in EPOCH_END or fact.epoch != epoch.number:
            return False
        recent = [(one.kind, one.epoch, one.data) for one in run.facts[-MOST_RECENT:]]
        if (fact.kind, fact.epoch, fact.data) not in recent:
            return False
        run.repeats(epoch.number, fact.line or epoch.line)
        return True

    def _settings(self, told: dict[str, Scalar], line: int) -> None:
        """Keep the settings of a run to come; within a run they are what somebody prints at every epoch."""
        if told and (self._course.run is None or self._course.around.announced):
            self._course.note(Fact(facts.SETTINGS, None, line, told))
