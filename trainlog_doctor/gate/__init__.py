"""The gate: diagnoses and a policy in, a verdict out. Values and pure functions; nothing is read, worded or printed."""
