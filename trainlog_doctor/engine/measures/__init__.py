"""What several statistics are made of: medians, noise, windows, pairs of curves, a log's facts. Pure numpy."""
