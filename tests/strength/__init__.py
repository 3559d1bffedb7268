"""What no input may do to us: every promise of ``docs/promises.md`` has its test here or is named there."""
