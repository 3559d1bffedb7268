"""What all saved histories share: numbers, names, tables, the epoch axis, and how these become runs."""
