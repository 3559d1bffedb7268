"""Answers held against what is known: counts, rates, regrets, and the tables that are published."""
