"""Keras console output, in four stages: bytes to lines, clean lines, events, runs.

=============  ======================================================================================================
`reader`       holds the stages together; `sniff` says whether a source is ours, `later` looks beyond its head
bytes → lines  `pieces` where they were kept in another form; `lines` over `rewrites`, then `wraps`
lines → clean  `clean`
clean → event  `classify`: `grammar` and `metrics` for bars, `asides` over `patterns`, `pairs`, `counts`, `headings`;
               behind a `prefix` that the headers have
event → draft  `assemble` over `course` with `draft`, `epoch`, `table`, and `stray` for bars without a header; and over
               `blocks`, `calls`, `settings` and `surroundings` for what else a log says
draft → run    `sequence` and `jobs` say what runs are to each other, `build` makes them
at once        `bulk` finds lines alike by their `shapes`, and gives them to the course
=============  ======================================================================================================
"""

from trainlog_doctor.readers.keras.reader import KERAS, KerasParser, KerasReader

__all__ = ["KERAS", "KerasParser", "KerasReader"]
