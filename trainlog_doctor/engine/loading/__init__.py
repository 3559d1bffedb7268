"""Strict reading of rule files: every fault of every file, each with its place."""
