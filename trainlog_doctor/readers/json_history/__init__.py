"""Histories that come as JSON, as JSON lines, or as a printed Python literal."""

from __future__ import annotations

from trainlog_doctor.readers.json_history.reader import JSON_READERS, JSON_TREES

__all__ = ["JSON_READERS", "JSON_TREES"]
