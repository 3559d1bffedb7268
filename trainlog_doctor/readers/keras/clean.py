"""Second stage: what terminals and copying leave around a line is taken off. Prefixes are left to the grammar."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from trainlog_doctor.readers.keras.rewrites import visible
from trainlog_doctor.regex import regex

if TYPE_CHECKING:
    import re

ANSI = regex(rb"\x1b(?:\[[0-?]{0,32}[ -/]{0,8}[@-~]|\][^\x07\x1b]{0,256}(?:\x07|\x1b\\)|[@-Z\\^_=>78])?")
ESCAPED_MARK = b"&gt;"
"""The head of a bar in a page of HTML."""

ESCAPED_NEWLINE = rb"\n"
MEMBER = regex(rb'"[\w/]{1,20}"[ \t]*:[ \t]*|\d+\.\d+, ?"o", ?')
"""What a line of JSON has before a string: its name, if it is all that a cell printed, or the time, in asciinema."""

KEPT = ("log", "data", "message", "msg", "MESSAGE", "textPayload", "jsonPayload")
"""Under which names Docker, Kaggle, loggers that write JSON, journald and Google's cloud keep what was printed."""

CONTROLS = ((b"#015", b"\r"), (b"#010", b"\b"), (b"#033", b"\x1b"), (b"^M", b"\r"), (b"^H", b"\b"))
"""How syslog, and with it SageMaker, writes the characters that control a terminal; how ``less`` and ``vim`` do."""

CONTROLLED = regex(rb"#033\[|#010#010|#015.*#015|\d#015$|\^H\^H|^\^M|\^M$")
"""What tells them from the number of an epoch or a fold: ``Epoch #015``."""

CODE = rb"\[[0-9;]{1,12}m"
PRINTED_ESCAPE = regex(rb"(?:\^\[|\xe2\x90\x9b|\xef\xbf\xbd|\xe2\x86\x90|\\(?:x1[bB]|u001[bB]|033|e))" + CODE)
"""Colour codes whose escape character was replaced in copying, or is drawn as an arrow, as consoles of Windows do."""

BARE_CODE = regex(CODE)
COLOURS_OFF = b"[0m"
"""What stands in every line with colour codes, also where copying took their escape character away."""

TRANSLATED = regex(
    '(?:(?:É|é|E|e)po(?:ca|que)|Epoche|(?:Э|э)поха|エポック|에포크|에폭) ?(?=\\d{1,9}/\\d{1,9}(?:[ \t"]|$))'.encode()
)
"""The word of a header in a page that was translated as a whole."""

LATIN, CYRILLIC, KANA, HANGUL = (part.encode() for part in ("po", "пох", "エポ", "에"))
"""What such a word holds: to look for these takes a tenth of the time."""

EMPHASIS = regex(rb"(?<!\*)\*\*(?!\*)")
"""What sets bold in Markdown; longer rows of stars are rulers."""

ESCAPED = regex(rb"\\([_*#>\[\]-])")
"""Signs that mean something in Markdown, as editors write them where they stand for themselves: ``val\\_loss``.

Paths of Windows may hold the same: only bars and names of metrics show that it is no path.
"""

TAG = regex(rb"(?i)</?(?:(br|div|li|p|pre|t[dr])|b|code|em|i|span|strong)(?:[ /][^<>]{0,200})?>")
"""Of these, the first ones end a line."""

NO_BREAK, WIDE = b"\xc2\xa0", b"\xef\xbc"
"""A blank as pages have it, and the first bytes of what Chinese input methods make of punctuation."""

WIDE_SIGNS = regex(rb"\xef\xbc([\x8d\x9a])")
DASH = regex(
    rb"[ \t](?:\xe2(?:\x80[\x93\x94]|\x88\x92)|(?:\x97|\xa1\xaa|\xc3\xa2\xe2\x82\xac\xe2\x80[\x9c\x9d])(?![^ \t]))"
)
"""What copying made of a separator or a minus: a dash or minus in UTF-8, or a dash in cp1252, GBK or as mojibake."""

OF_JAVASCRIPT = regex(rb"(?<!\S)(\d{1,9})ms (\d{1,12}us/step) - ((?:\w{1,60}=[-+.\w]{1,24}[ \t]*)++)$")
"""The row of an epoch as TensorFlow.js prints it: ``7450ms 146us/step - acc=0.92 loss=0.24``."""


def clean(line: bytes) -> bytes:
    """Take colours, NUL bytes, marks of HTML and Markdown and the quotes of raw notebook JSON off a visible line."""
    line = line.replace(b"\0", b"").replace(ESCAPED_MARK, b">")
    if b"<" in line:
        line = TAG.sub(lambda tag: b" " if tag[1] else b"", line)
    if ESCAPED_NEWLINE in line or b'{"' in line[:4]:
        line = unquoted(line)
    if b"val\\_" in line or b"\\[" in line:
        line = ESCAPED.sub(rb"\1", line)
    if not line.isascii():
        line = plain(line)
    if b"**" in line:
        line = EMPHASIS.sub(b"", line)
    if (b"#0" in line or b"^" in line) and CONTROLLED.search(line):
        line = obeyed(line)
    if b"ms " in line and b"us/step - " in line:
        line = OF_JAVASCRIPT.sub(in_python, line)
    if b"/" in line and (LATIN in line or CYRILLIC in line or KANA in line or HANGUL in line) and b"poch " not in line:
        line = TRANSLATED.sub(b"Epoch ", line)
    return uncoloured(line)


def in_python(row: re.Match[bytes]) -> bytes:
    """The row of an epoch as Keras prints it."""
    metrics = b" - ".join(row[3].split()).replace(b"=", b": ").replace(b"Infinity", b"inf")
    return b"%ds %s - %s" % (int(row[1]) // 1000, row[2], metrics)


def plain(line: bytes) -> bytes:
    """A line with the blanks, colons and hyphens that Keras prints, whatever copying or translating made of them."""
    if NO_BREAK in line:
        line = line.replace(NO_BREAK, b" ")
    if WIDE in line:
        line = WIDE_SIGNS.sub(lambda sign: b": " if sign[1] == b"\x9a" else b"-", line)
    return DASH.sub(b" -", b" " + line)[1:]


def uncoloured(line: bytes) -> bytes:
    """A line without codes for colours, however copying left them."""
    if b"\x1b" in line:
        return ANSI.sub(b"", line)
    if b"m" in line and b"[" in line:
        line = PRINTED_ESCAPE.sub(b"", line)
        if COLOURS_OFF in line:
            line = BARE_CODE.sub(b"", line)
    return line


def obeyed(line: bytes) -> bytes:
    """What is left to see of a line in which what controls a terminal is written out."""
    for written, control in CONTROLS:
        line = line.replace(written, control)
    return visible(line)[1]


def unquoted(line: bytes) -> bytes:
    """What a line of JSON holds, its lines behind each other; any other line is given as it is."""
    text = text_in(line)
    return line if text is None else b" ".join(visible(piece)[1] for piece in text.rstrip(b"\n").split(b"\n"))


def text_in(line: bytes) -> bytes | None:
    r"""The text in a line of JSON, ``"Epoch 1/9\n",`` of a raw notebook or ``{"log":"Epoch 1/9\n",…}`` of Docker."""
    quoted = line.strip(b" \t\r,[]")
    member = MEMBER.match(quoted)
    quoted = quoted[member.end() :] if member else quoted
    if quoted[:1] + quoted[-1:] not in (b'""', b"{}"):
        return None
    try:
        text = json.loads(quoted)
    except (ValueError, RecursionError):
        return None
    while isinstance(text, dict):
        text = next(filter(None, map(text.get, KEPT)), None)
    return text.encode("utf-8", "replace") if isinstance(text, str) else None
