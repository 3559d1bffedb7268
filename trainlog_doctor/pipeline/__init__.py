"""The one place where the stages meet: sources are located, read and judged; nothing is worded or printed."""

from trainlog_doctor.pipeline.analysis import analyze
from trainlog_doctor.pipeline.collect import collect
from trainlog_doctor.pipeline.collected import Collected, Found
from trainlog_doctor.pipeline.gather import check_columns, check_roles, gather
from trainlog_doctor.pipeline.options import Options, rules_for
from trainlog_doctor.pipeline.stream import Feed, Terms, begun, check_format

__all__ = [
    "Collected",
    "Feed",
    "Found",
    "Options",
    "Terms",
    "analyze",
    "begun",
    "check_columns",
    "check_format",
    "check_roles",
    "collect",
    "gather",
    "rules_for",
]
