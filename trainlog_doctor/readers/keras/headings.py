"""Lines that name the training that follows: folds, trials, repeats."""

from __future__ import annotations

from trainlog_doctor.regex import regex

LONGEST = 120
NUMBERED = regex(
    rb"(?i)(?<![a-z])(?:k-?)?(fold|trial|run|split|repeat|round)s?[ \t]{0,3}(?:no\.?|number|num|nr\.?)?"
    rb"[ \t]{0,3}[#:=_\-]{0,3}[ \t]{0,3}\(?(\d{1,5})(?![\d.])"
)
CHINESE = regex("第\\s?(\\d{1,4}|[一二三四五六七八九十]{1,3})\\s?(折|次实验|组)".encode())
RESULT = regex(
    "(?i)score|accuracy|loss|average|complete|finish|done|result|mean|best|elapsed|time|准确率|结果|完成|平均".encode()
)
"""Words of lines that tell how a fold went, not that one begins."""

SCORED = regex(
    rb"(?i)^\)?[ \t]?[:=-][ \t]?\d+[.]\d+[ \t]?%?$"
    rb"|(?<![a-z])(?:f1|r2|auc|acc|mse|mae|iou|dice|kappa|precision|recall)(?![a-z])\D{0,20}\d+(?:[.]\d|[ \t]?%)"
)
"""What stands behind the number of a fold where a line tells a score of it, and parts it from the next one."""


def heading(line: bytes) -> str | None:
    """The name that a heading gives: ``fold 3``; empty where it is that of what was before, None for other lines."""
    if len(line) > LONGEST or RESULT.search(line):
        return None
    if found := NUMBERED.search(line):
        name = f"{found[1].decode().lower()} {int(found[2])}"
    elif found := CHINESE.search(line):
        name = found[0].decode("utf-8", "replace")
    else:
        return None
    return "" if SCORED.search(line[found.end() :]) else name
