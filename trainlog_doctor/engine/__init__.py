"""The rule engine: strict loading of rule files, statistics over a run's series, three-valued conditions, outcomes."""
