"""What is fuzzed: one function of bytes a target. It returns, whatever the bytes are; an error of ours is an answer."""

from __future__ import annotations

from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

from tests.fuzz.commands import COMMANDS, runs_of
from tests.fuzz.limits import within_limits
from tests.reading import read_stream
from trainlog_doctor.errors import DoctorError
from trainlog_doctor.readers import readers
from trainlog_doctor.readers.base import HEAD_BYTES, Head
from trainlog_doctor.readers.keras.later import LATER as KERAS
from trainlog_doctor.readers.prints.later import LATER as PRINTS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from trainlog_doctor.engine.loading.detect import Vocabulary
    from trainlog_doctor.engine.pack import Pack
    from trainlog_doctor.model import Run
    from trainlog_doctor.readers.base import Reader

    Target = Callable[[bytes], None]

ABOVE = (b"x" * 999 + b"\n") * (HEAD_BYTES // 999)
"""Longer than a head."""

LARGE = 60_000
"""Bytes of a source that repeats a piece of itself: what takes quadratic time shows."""

_PIECES = 7
"""A source is read whole and in so many pieces: both must give the same."""


def targets() -> Mapping[str, Target]:
    """Every target by its name."""
    named: dict[str, Target] = {
        "recognise": recognise,
        "report": report,
        "later": later,
        "archive": archive,
        "rules": rules,
        "settings": settings,
        "notation": notation,
        "requirement": requirement,
        "sentence": sentence,
        **COMMANDS,
    }
    # Formats with several readers (JSON and CSV of the same tool) are one name, and so one target.
    for name in dict.fromkeys(reader.name for reader in readers()):
        named[f"reader-{name}"] = partial(read, tuple(one for one in readers() if one.name == name))
    held = {name: partial(_held, target) for name, target in named.items()}
    return {**held, "repeated": repeated}


def _held(target: Target, data: bytes) -> None:
    with within_limits(len(data)):
        target(data)


def read(forced: Sequence[Reader], data: bytes) -> None:
    """Read bytes by readers that the user named, whatever they are."""
    whole = _told(forced, data, [data])
    size = max(1, len(data) // _PIECES)
    pieces = _told(forced, data, [data[at : at + size] for at in range(0, len(data), size)])
    assert whole == pieces, "cut into pieces it reads differently"


def _told(forced: Sequence[Reader], data: bytes, chunks: Sequence[bytes]) -> list[object]:
    """What a reading tells, in a form that can be compared: NaN equals NaN."""
    try:
        runs = read_stream(_head(data), chunks, forced, forced=True)
    except DoctorError as error:
        return [error.key]
    return [part for run in runs for part in _parts(run)]


def _parts(run: Run) -> Iterator[object]:
    yield run.name
    yield run.frame.epoch.tobytes()
    for name, column in run.frame.columns.items():
        assert len(column) == len(run.frame), f"column {name!r} has another length than the frame"
        yield name, column.tobytes()


def later(data: bytes) -> None:
    """Read what stands behind more than a head that is no training."""
    read((KERAS, PRINTS), ABOVE + data)


def recognise(data: bytes) -> None:
    """Ask every reader."""
    runs_of(data)


def repeated(data: bytes) -> None:
    """Ask every reader for a source of which one piece, chosen by the first two bytes, comes again and again."""
    choice, source = data[:2], data[2:]
    if not source:
        return
    begin, end = sorted(at * len(source) // 255 for at in (choice[0], choice[1]))
    piece = source[begin:end] or source
    large = source[:begin] + piece * (LARGE // len(piece)) + source[end:]
    _held(recognise, large)


def report(data: bytes) -> None:
    """Go the whole way from bytes to every report."""
    from trainlog_doctor.judgement.judge import judge
    from trainlog_doctor.judgement.report import Report
    from trainlog_doctor.model import Origin
    from trainlog_doctor.reporters import REPORTERS, reporter
    from trainlog_doctor.reporters.base import Style
    from trainlog_doctor.view import build_view

    runs = runs_of(data)[:3]
    judged = [judge(Origin("fuzz.log", at), run, _pack(), {}) for at, run in enumerate(runs, start=1)]
    view = build_view(Report(tuple(judged), ()), _pack())
    style = Style(languages=("en", "zh"), width=80, colour=False, unicode=True)
    for module in REPORTERS.values():
        reporter(module)(view, style)


def archive(data: bytes) -> None:
    """Unpack what looks packed, and bring it into UTF-8."""
    from trainlog_doctor.sources import told_so_far

    told_so_far(data, "fuzz", HEAD_BYTES)


def rules(data: bytes) -> None:
    """Read a file of rules or metrics."""
    from trainlog_doctor.engine.loading.derive import completed
    from trainlog_doctor.engine.loading.document import parse
    from trainlog_doctor.engine.loading.metric_file import is_metrics, read_metrics
    from trainlog_doctor.engine.loading.nodes import Faults, ListNode
    from trainlog_doctor.engine.loading.rule_file import read_rule

    faults = Faults()
    node = parse(data.decode("utf-8", "replace"), "fuzz.yaml", faults)
    documents = () if node is None else node.items if isinstance(node, ListNode) else (node,)
    for one in documents:
        if is_metrics(one):
            read_metrics(one, faults)
    for one in completed([one for one in documents if not is_metrics(one)], faults):
        read_rule(one, _vocabulary(), faults, tested=True)


def settings(data: bytes) -> None:
    """Read a settings file."""
    from trainlog_doctor.settings.reading import read_settings

    read_settings(Path("trainlog-doctor.toml"), data)
    read_settings(Path("pyproject.toml"), data)


def notation(data: bytes) -> None:
    """Read the short notation of series, of roles and of changed parameters."""
    from trainlog_doctor.cli.values import overrides
    from trainlog_doctor.engine.notation import NotationError, read_series
    from trainlog_doctor.settings.metrics import read_metrics

    text = data.decode("utf-8", "replace")
    for attempt in (lambda: read_series(text), lambda: read_metrics([text]), lambda: overrides((), (), [text])):
        try:
            attempt()
        except (DoctorError, NotationError):
            continue


def requirement(data: bytes) -> None:
    """Read what ``--require`` and ``--max-drop`` take."""
    from trainlog_doctor.engine.loading.nodes import Place
    from trainlog_doctor.gate.drops import read_max_drop
    from trainlog_doctor.gate.notation import read_requirement

    text = data.decode("utf-8", "replace")
    for read_one in (read_requirement, read_max_drop):
        try:
            read_one(text, Place("--require", 1, 1))
        except DoctorError:
            continue


def sentence(data: bytes) -> None:
    """Fill what a rule file is allowed to say, half of the bytes, with the other half."""
    from trainlog_doctor.engine.loading.texts import placeholders
    from trainlog_doctor.i18n.formatting import fill
    from trainlog_doctor.i18n.neutral import neutral

    text = data.decode("utf-8", "replace")
    template, value = text[: len(text) // 2], text[len(text) // 2 :]
    named = placeholders(template)
    if named is None:
        return
    nested: dict[str, object] = {"value": float(len(value)), "name": value, "count": len(value)}
    told = fill(
        template, {**dict.fromkeys(named, value), "risen": nested, "none": None, "share": 0.1, "nan": float("nan")}
    )
    assert neutral(told) == told or neutral(template) != template, "a value acts"


def _head(data: bytes) -> Head:
    return Head(data[:HEAD_BYTES], len(data) <= HEAD_BYTES)


@cache
def _pack() -> Pack:
    from trainlog_doctor.engine.load import load_pack

    return load_pack()


@cache
def _vocabulary() -> Vocabulary:
    from trainlog_doctor.engine.loading.detect import Vocabulary
    from trainlog_doctor.engine.pack import RUN_ROLE
    from trainlog_doctor.engine.statistics import STATISTICS

    return Vocabulary(STATISTICS, (*_pack().metrics.roles, RUN_ROLE))
