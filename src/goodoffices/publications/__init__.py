"""From findings to brief, record, timeline, calendar and table."""
