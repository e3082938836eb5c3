"""The talks room: rounds, delegations, tracks, positions, what was agreed; from the press record and from entries.

Values and functions alone. An entry is a claim by somebody at the table, kept in a room; the press record stands
beside it and neither is filled in from the other.
"""
