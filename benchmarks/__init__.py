"""Benchmarks of trainlog-doctor against plain tools, on logs that they generate."""
