"""A round in the formats of others: a debate record, minutes, a calendar, data. Each holds what its reader may see."""
