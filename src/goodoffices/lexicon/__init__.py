"""Words, names, times, quantities and places in English, Ukrainian and Russian."""
