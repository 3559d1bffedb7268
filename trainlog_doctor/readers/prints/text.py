"""A line of console output as the text that a person would see, and that with its names and values in full."""

from __future__ import annotations

import re

from trainlog_doctor.readers.keras.clean import clean
from trainlog_doctor.regex import regex

SERVICE = regex(
    r"^(?:[\w.\-]{1,60}[\-_]\d{1,3}\s{1,30}\| |\[(?:rank|default)\d{1,4}\]: ?"
    r"|\(\w[\w.]{0,60} pid=\d{1,9}[^()]{0,80}\) )"
)
"""The process that Docker Compose, torchrun or Ray name before each of its lines."""

_LEVEL = r"(?:DEBUG|INFO|WARN(?:ING)?|ERROR|CRITICAL)(?![\w.])"
_FIELDS = rf"(?:\[(?!\s?{_LEVEL})[^\]]{{1,60}}+\]|\([^()]{{1,60}}+\)|[\W\dTZ]){{0,60}}+"
_END = r"\s{0,9}[\])|:,\-]{0,3}\s{0,9}"
_LOGGER = r"(?:root:|__main__:|(?!(?i:train|val|test|eval)\w*: )\w[\w.]{0,60}:(?!\s?[\d.]))"
_MODULE = r"(?:__\w{1,40}__|[\w/\-]{1,60}\.[\w./\-]{1,60})(?::[\w<>]{1,60})?"
_CLOCK = r"\d{1,2}:\d\d:\d\d(?:[.,]\d{3,9})?+"
LOGGED = regex(
    r"^[IWEF]\d{4} \d\d:\d\d:\d\d\.\d{3,6} {1,9}\d{1,20} [\w./\-]{1,80}:\d{1,6}\] ?"
    rf"|^(?:(?!\W{{0,4}}[Ee]poch){_FIELDS}"
    rf"|\W{{0,4}}[\d\-/.T ]{{0,20}}{_CLOCK}{_FIELDS}(?:(?!(?i:epoch))[A-Za-z_][\w./\-]{{0,60}}+[\W\d]{{1,8}}+){{0,3}}?)"
    rf"{_LEVEL}(?::{_LOGGER}|{_END}(?:\[?{_MODULE}(?::\d{{1,6}}{_END}|\s{{0,3}}(?:-{{1,2}}|\|)\s{{1,4}}(?!\d)))?)"
)
"""What ``logging``, glog and Loguru put before a message: a time, the level, and whose message it is."""

STAMP = regex(
    r"^[\s\[(]{0,4}(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) [A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d \d{4}\b"
    rf"|(?:[\d\-/.]{{8,10}}[T ])?{_CLOCK}(?:Z\b|[+\-]\d\d:?\d\d\b)?+)(?! {{2,9}}[\d|]|\t| ?\|)[\s\]):,\-]{{0,9}}"
)
"""A time as ``time.asctime`` or ISO 8601 has it, or of day, before a message: in a table it is a cell."""

GLUED = regex(r"(?i)(?:it/s|s/it)[^\[\]]{0,200}\](?=\s{0,3}(?:\[\w{1,20}\])?[^\]\n]{0,60}\bepoch\b)")
"""The end of a bar of tqdm, which has no line break of its own, before what was printed behind it of an epoch."""

NUMBER = r"[-+]?(?:[0-9]{1,20}(?:\.[0-9]{1,20}|(?!\.\s*$))(?:e[-+]?[0-9]{1,3})?|nan|inf)"
"""Not what is left of a number that a terminal's last column cut at its point: ``val_acc: 0.``."""

WRAPPED = regex(
    rf"(?:\btf\.Tensor|\btensor|\bnp\.float\d\d|\b[Aa]rray)\(\[?({NUMBER})\]?"
    r"(?:, ?\w{1,20}=(?:'[^']{0,20}'|<\w{1,40}>|\(\)|[\w.]{1,40})){0,4}\)",
    re.IGNORECASE,
)
"""A number as objects show themselves: ``tensor(0.4, grad_fn=<DivBackward0>)``, ``np.float64(0.4)``."""

ABBREVIATED = regex(r"(?i)(?<![\w.])(val|acc|avg|prec|rec|err|tr)\.(?=[\s:=])")
"""A word of a name that was cut short, with its full stop: ``Val. Loss``, ``acc.: 0.7``."""

_NEXT = rf"(\s?[:=]\s?{NUMBER}%?[,;|\s]{{1,4}})"
INITIALS = regex(rf"\bp{_NEXT}r{_NEXT}f1?(?=\s?[:=])", re.IGNORECASE)
"""Precision, recall and F1 by their first letters, which mean it where they stand together."""

MEASURED_ON = regex(
    r"(?i)(?:\s(?:of|over)\s\d{1,12}\s(?:batch(?:es)?|samples?|images?|examples?)|\s?\(%\))(?=\s{0,2}[:=])"
)
"""How much a metric was measured on, or its unit, between its name and its value: ``test loss of 8 batches: 0.36``."""

BRACKETED = regex(r"(?i)(?<=[a-z\d])\s\((?!tr|val|dev|test|eval)([^\W\d_][\w %./@\-]{0,20})\)(?=\s{0,2}[:=])")
"""What else belongs to a name: ``val F1 (macro): 0.8``."""

_SIDE = r"(?:tr|train(?:ing)?|val(?:id(?:ation)?)?|dev|eval|test)(?![a-z])"
SLASHED = regex(
    rf"(?<![\w/])(?:(?={_SIDE}\s?/\s?{_SIDE})|(?!{_SIDE}|[a-z]{{2,20}}\s?/\s?{_SIDE}))"
    rf"([a-z]{{2,20}})\s?/\s?([a-z]{{2,20}})(\s?[:=]\s?)(\d{{0,20}}\.\d{{1,20}}%?|\d{{1,3}}%)\s?/\s?(?={NUMBER})",
    re.IGNORECASE,
)
"""Two names with a value each: ``accuracy/loss: 0.9/0.3``; but ``val/acc: 9/10`` is a part, and one name."""

ON_DATA = regex(r"在?((?:训练|验证|校验|测试)集)上[的,，]?\s?")
"""A part of the data as Chinese sentences name it before a metric: ``在测试集上,正确率为0.98``."""

LONGEST = 2_000
"""Bytes of a line beyond which nothing is read: no line of metrics is as long."""


def text_of(line: bytes) -> str:
    """Clean and decode a line: UTF-8, else GB 18030, which takes nearly anything."""
    shown = clean(line)[:LONGEST]
    try:
        text = shown.decode("utf-8")
    except UnicodeDecodeError:
        text = shown.decode("gb18030", "replace")
    if "it]" in text or "/s" in text:
        *_, begin = 0, *(found.end() for found in GLUED.finditer(text))
        text = text[begin:].lstrip() if begin else text
    return STAMP.sub("", LOGGED.sub("", SERVICE.sub("", text)))


def in_full(text: str) -> str:
    """Write names in full, without what else stands between them and their values."""
    if "tensor(" in text or "Tensor(" in text or "rray(" in text or ".float" in text:
        text = WRAPPED.sub(r"\1", text)
    if ". " in text or ".:" in text:
        text = ABBREVIATED.sub(r"\1 ", text)
    if "p:" in text or "p=" in text or "P:" in text or "P=" in text:
        text = INITIALS.sub(r"precision\1recall\2f1", text)
    if "集上" in text:
        text = ON_DATA.sub(r"\1", text)
    if "/" in text:
        text = SLASHED.sub(r"\1\3\4, \2\3", text)
    if ")" in text:
        text = BRACKETED.sub(r" \1", text)
    return MEASURED_ON.sub("", text) if "%)" in text or " of " in text or " over " in text else text
