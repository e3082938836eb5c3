"""What stands before and behind every page."""
