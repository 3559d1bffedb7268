"""What is measured: one tool reads all scalars below a directory.

``python -m benchmarks.read_tensorboard TOOL FOLDER WARM``: WARM is a small directory that is read first, untimed.

Prints, as JSON, the CPU seconds of the reading itself (without imports), the highest resident memory in megabytes, and
how many values there are with their sum, by which the tools are held against each other.
"""

from __future__ import annotations

import json
import math
import os
import sys
import time
from pathlib import Path

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")


def ours(folder: str) -> list[float]:
    from trainlog_doctor.pipeline import collect

    columns = [values for one in collect((folder,)).found for values in one.run.frame.columns.values()]
    return [value for values in columns for value in values.tolist() if not math.isnan(value)]


def accumulator(folder: str) -> list[float]:
    from tensorboard.backend.event_processing.event_accumulator import EventAccumulator
    from tensorboard.util import tensor_util

    values = []
    for path in sorted({str(file.parent) for file in Path(folder).rglob("*tfevents*")}):
        events = EventAccumulator(path, size_guidance={"scalars": 0, "tensors": 0})
        events.Reload()
        for tag in events.Tags()["scalars"]:
            values += [point.value for point in events.Scalars(tag)]
        for tag in events.Tags()["tensors"]:
            values += [float(tensor_util.make_ndarray(point.tensor_proto)) for point in events.Tensors(tag)]
    return values


def tbparse(folder: str) -> list[float]:
    from tbparse import SummaryReader

    reader = SummaryReader(folder, event_types={"scalars", "tensors"})
    frames = [frame for frame in (reader.scalars, reader.tensors) if len(frame)]
    return [float(value) for frame in frames for value in frame["value"]]


TOOLS = {"trainlog-doctor": ours, "EventAccumulator": accumulator, "tbparse": tbparse}


def main(tool: str, folder: str, warm: str) -> None:
    TOOLS[tool](warm)  # imports, and whatever a tool sets up once
    begin, started = time.process_time(), time.perf_counter()
    values = TOOLS[tool](folder)
    seconds, wall = time.process_time() - begin, time.perf_counter() - started
    status = Path("/proc/self/status").read_text(encoding="ascii")  # ru_maxrss would begin with that of the parent
    rss = int(status.partition("VmHWM:")[2].split()[0]) / 1024
    print(json.dumps({"seconds": seconds, "wall": wall, "rss": rss, "count": len(values), "sum": math.fsum(values)}))


if __name__ == "__main__":
    main(*sys.argv[1:])
