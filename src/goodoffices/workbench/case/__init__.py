"""A case: a record of talks that keeps everything, in rooms, behind logs that outsiders can verify."""
