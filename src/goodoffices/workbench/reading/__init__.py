"""What a reader asks of an open case: in a language, as of a time, within rights, a page at a time."""
