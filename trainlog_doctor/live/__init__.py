"""A training while it runs: its bytes pass on untouched, each finished epoch is judged, and what changes is said.

A *source* waits for bytes (`pipe`, `terminal`, `tail`); the *relay* passes them to the sinks, and then to the parser
that also reads files; the *observer* looks at the runs so far whenever an epoch may have ended; *status* says what is
new in a diagnosis; a *screen* shows it. Only screens and sinks write.
"""
