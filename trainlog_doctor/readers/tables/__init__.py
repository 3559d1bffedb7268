"""Histories that come as a table of text: CSV with any of four separators."""

from __future__ import annotations

from trainlog_doctor.readers.tables.reader import TABLE_READERS, TABLE_TREES

__all__ = ["TABLE_READERS", "TABLE_TREES"]
