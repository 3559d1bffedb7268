"""Histories that come as JSON, as JSON lines, as YAML, or as a printed Python literal."""
