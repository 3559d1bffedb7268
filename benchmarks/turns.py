"""Tools that do the same work in turn, and the Markdown table of what each took.

A ratio is the median of the rounds' ratios: whatever else the machine does falls on all tools of a round alike.
"""

from __future__ import annotations

import math
import os
import subprocess
import sys
import time
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

ToolT = TypeVar("ToolT")

ROOT = Path(__file__).resolve().parent.parent
OURS = "trainlog-doctor"
PROGRAM = (sys.executable, "-m", "trainlog_doctor")
NOWHERE = Path(os.devnull)
NOT_READ = "not read"

HEADS = ("work", "tool", "time", "memory, MB", "its time / ours", "target")
_LEAST = 1e-6
"""Seconds: a process may be too short for the clock of the system."""


class Cost(NamedTuple):
    """What a tool used: seconds of CPU (user and system) and of the wall, most megabytes of memory (NaN: unknown)."""

    cpu: float
    wall: float
    rss: float = float("nan")


class Command(NamedTuple):
    """A process, the file that its output goes to, and whether what it says of errors is shown."""

    arguments: Sequence[str]
    output: Path = NOWHERE
    heard: bool = True


class Limits(NamedTuple):
    """What we may take at most: seconds of CPU and megabytes."""

    cpu: float | None = None
    rss: float | None = None


class Work(NamedTuple, Generic[ToolT]):
    """Something that several tools do.

    Attributes
    ----------
    tools
        By their names, ours (any name) first.
    targets
        How many times our time a tool has to take at least.
    limits
        What we may take, whatever others do.
    wall
        Whether the time that counts is that of the wall.
    """

    name: str
    tools: Mapping[str, ToolT]
    targets: Mapping[str, float] = {}
    limits: Limits = Limits()
    wall: bool = False


def cost(command: Command) -> Cost:
    """Run a process in the C locale.

    Raises
    ------
    RuntimeError
        When it fails.
    """
    given = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    settings = {"LC_ALL": "C", "PYTHONUTF8": "1", "PYTHONPATH": str(ROOT), "OPENBLAS_NUM_THREADS": "1"}
    files = {1: command.output} if command.heard else {1: command.output, 2: NOWHERE}
    flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC
    written = [(os.POSIX_SPAWN_OPEN, stream, str(path), flags, 0o600) for stream, path in files.items()]
    begin = time.perf_counter()
    child = os.posix_spawnp(command.arguments[0], list(command.arguments), given | settings, file_actions=written)
    _, status, used = os.wait4(child, 0)
    wall = time.perf_counter() - begin
    if status:
        raise RuntimeError(f"{command.arguments} ended with {os.waitstatus_to_exitcode(status)}")
    return Cost(used.ru_utime + used.ru_stime, wall, used.ru_maxrss / 1024)


def timed(action: Callable[[], object]) -> Cost:
    """What an action takes in this process."""
    cpu, wall = time.process_time(), time.perf_counter()
    action()
    return Cost(time.process_time() - cpu, time.perf_counter() - wall)


def generated(module: str, *arguments: object) -> str:
    """Have a generator write its files, and say what it printed.

    A child does it: a command's peak memory is never measured below that of the process that starts it.
    """
    command = (sys.executable, "-m", f"benchmarks.{module}", *map(str, arguments))
    return subprocess.run(command, check=True, capture_output=True, text=True, cwd=ROOT).stdout.strip()


def show(
    works: Sequence[Work[ToolT]], rounds: int, measure: Callable[[ToolT], Cost | None], *, head: bool = True
) -> None:
    """Let the tools of each work take turns and print the table; ``measure`` gives None for what a tool cannot do."""
    if head:
        print(f"| {' | '.join(HEADS)} |\n|{'---|' * 2}{'--:|' * 3}---|", flush=True)
    for work in works:
        taken = [_round(work, measure) for _ in range(rounds)]
        for row in _rows(work, taken):
            print(f"| {' | '.join(row)} |", flush=True)


def _round(work: Work[ToolT], measure: Callable[[ToolT], Cost | None]) -> Mapping[str, Cost]:
    costs = {name: measure(tool) for name, tool in work.tools.items()}
    return {name: cost for name, cost in costs.items() if cost is not None}


def _rows(work: Work[ToolT], taken: Sequence[Mapping[str, Cost]]) -> Iterator[tuple[str, ...]]:
    ours = next(iter(work.tools))
    for name in work.tools:
        costs = [one[name] for one in taken if name in one]
        if len(costs) < len(taken):
            yield (work.name, name, NOT_READ, "", "", "")
            continue
        seconds, memory = median(_counted(work, cost) for cost in costs), max(cost.rss for cost in costs)
        if name == ours:
            yield (work.name, name, duration(seconds), size(memory), "1", _kept(work.limits, costs))
        elif all(ours in one for one in taken):
            ratio = median(_counted(work, one[name]) / max(_counted(work, one[ours]), _LEAST) for one in taken)
            yield (work.name, name, duration(seconds), size(memory), times(ratio), _met(work.targets.get(name), ratio))
        else:
            yield (work.name, name, duration(seconds), size(memory), "", "")


def _counted(work: Work[ToolT], cost: Cost) -> float:
    return cost.wall if work.wall else cost.cpu


def _met(target: float | None, ratio: float) -> str:
    return "" if target is None else f"≥ {target:.3g}: {'met' if ratio >= target else 'missed'}"


def _kept(limits: Limits, costs: Sequence[Cost]) -> str:
    """What we may take, and whether we took no more: the median of the seconds, the most of the memory."""
    found = ((limits.cpu, median(c.cpu for c in costs), duration), (limits.rss, max(c.rss for c in costs), _megabytes))
    return ", ".join(
        f"≤ {word(most)}: {'met' if used <= most else 'missed'}" for most, used, word in found if most is not None
    )


def _megabytes(amount: float) -> str:
    return f"{size(amount)} MB"


def duration(seconds: float) -> str:
    """Seconds with a unit that suits them, of two or three digits."""
    for unit, scale in (("s", 1), ("ms", 1e3), ("µs", 1e6)):
        if seconds * scale >= 1 or unit == "µs":
            break
    amount = seconds * scale
    return f"{amount:.{0 if amount >= 100 else 1 if amount >= 10 else 2}f} {unit}"


def size(megabytes: float) -> str:
    """Megabytes; nothing where they are unknown."""
    return "" if math.isnan(megabytes) else f"{megabytes:.0f}"


def times(ratio: float) -> str:
    """A ratio of two digits at least."""
    return f"{ratio:.0f}" if ratio >= 100 else f"{ratio:.1f}" if ratio >= 2 else f"{ratio:.2f}"
