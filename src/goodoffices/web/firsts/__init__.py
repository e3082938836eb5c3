"""Passwords that were made up for somebody: good for a day, and for nothing but choosing one's own."""
