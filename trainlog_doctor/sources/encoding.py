"""UTF-16 and UTF-32 (what PowerShell's redirection writes) and what Windows writes in East Asia to UTF-8, in chunks."""

from __future__ import annotations

import codecs
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, ""),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
"""Byte order marks; that of UTF-32 begins with that of UTF-16, so it is tried first. Empty: UTF-8 already."""

_EAST_ASIAN = ("gb18030", "big5", "cp932", "cp949")
"""What Windows writes in China, Taiwan, Japan and Korea, where it is not told to write UTF-8."""
_FEWEST_SIGNS = 2

_PROBE_BYTES = 4096
_LEAST_NULS = 0.3
"""Share of characters below U+0100 that text without a byte order mark must have to be taken for UTF-16."""


def to_utf8(chunks: Iterator[bytes]) -> Iterator[bytes]:
    """Pass a stream on as UTF-8, without its byte order mark.

    Bytes that the encoding lacks become replacement characters; bytes of encodings that nothing tells are left as they
    are, since a log's numbers can be read without knowing the encoding of its words.
    """
    first = b""
    for chunk in chunks:
        first += chunk
        if len(first) >= _PROBE_BYTES:
            break
    encoding, mark = _encoding(first)
    first = first[len(mark) :]
    if not encoding:
        if first:
            yield first
        yield from chunks
        return
    decode = codecs.getincrementaldecoder(encoding)(errors="replace").decode
    yield decode(first).encode()
    for chunk in chunks:
        yield decode(chunk).encode()
    yield decode(b"", final=True).encode()


def _encoding(first: bytes) -> tuple[str, bytes]:
    for mark, encoding in _MARKS:
        if first.startswith(mark):
            return encoding, mark
    probe = first[:_PROBE_BYTES]
    return _unmarked(probe) or _east_asian(probe), b""


def _unmarked(probe: bytes) -> str:
    """Tell UTF-16 without a mark by its NULs, which stand on one side of each pair of bytes only."""
    if 0 not in probe:
        return ""
    even, odd = probe[::2], probe[1::2]
    pairs = len(odd)
    for encoding, empty, full in (("utf-16-le", odd, even), ("utf-16-be", even, odd)):
        if pairs > 1 and empty.count(0) >= _LEAST_NULS * pairs and not full.count(0):
            return encoding
    return ""


def _east_asian(probe: bytes) -> str:
    """Tell an encoding of East Asia by the words of trainings that it makes of bytes that are no UTF-8."""
    try:
        codecs.getincrementaldecoder("utf-8")().decode(probe)
    except UnicodeDecodeError:
        from trainlog_doctor.foreign_names import signs_in

        signs = {encoding: signs_in(probe.decode(encoding, "replace")) for encoding in ("utf-8", *_EAST_ASIAN)}
        likeliest = max(signs, key=signs.__getitem__)  # UTF-8 with broken bytes in it, before any other with as many
        return likeliest if likeliest in _EAST_ASIAN and signs[likeliest] >= _FEWEST_SIGNS else ""
    return ""
