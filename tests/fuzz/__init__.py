"""Fuzzing: the targets, their seeds, and what a target may cost. ``make fuzz`` runs them guided by coverage."""
