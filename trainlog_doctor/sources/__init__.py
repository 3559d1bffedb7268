"""Where bytes come from: files, pipes, standard input, folders; compressed or not, in any Unicode encoding.

What leaves this package is plain bytes, UTF-8 where the source was UTF-16 or UTF-32, in chunks, never a whole file.
"""

from trainlog_doctor.model import STDIN
from trainlog_doctor.sources.locate import Folder, Input, locate
from trainlog_doctor.sources.stream import Stream, open_stream, told_so_far

__all__ = [
    "STDIN",
    "Folder",
    "Input",
    "Stream",
    "locate",
    "open_stream",
    "told_so_far",
]
