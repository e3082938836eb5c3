"""From events to findings: typed comparison, independence of sources, status with reasons."""
