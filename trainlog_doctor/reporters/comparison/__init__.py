"""The forms that a comparison can take."""
