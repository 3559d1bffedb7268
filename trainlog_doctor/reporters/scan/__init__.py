"""The forms that a sweep can take."""
