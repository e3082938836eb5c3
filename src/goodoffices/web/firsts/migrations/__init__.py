"""Changes of the table of first passwords."""
