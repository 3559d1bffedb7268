"""Other programs that diagnose trainings, on the same runs: what they say and how right it is."""
