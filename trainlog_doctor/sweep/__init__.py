"""Sweeps: many runs as one table. One function makes a source's rows, an engine spreads it, the rows are ranked."""
