"""Histories that come as a table of text: CSV with any of four separators."""
