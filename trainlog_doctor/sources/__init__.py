"""Where bytes come from: files, pipes, standard input, folders; compressed or not, in any Unicode encoding.

What leaves this package is plain bytes, UTF-8 where the source was UTF-16 or UTF-32, in chunks, never a whole file.
"""

from trainlog_doctor.sources.locate import STDIN, Folder, Input, list_files, locate
from trainlog_doctor.sources.stream import Stream, open_stream, told_so_far

__all__ = ["STDIN", "Folder", "Input", "Stream", "list_files", "locate", "open_stream", "told_so_far"]
