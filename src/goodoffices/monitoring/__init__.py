"""The monitoring room: what was undertaken, what happened, and what can be said of the two."""
