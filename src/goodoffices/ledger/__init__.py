"""The append-only log of a room: tree, checkpoints, proofs, exports that outsiders verify (see docs/decisions/ledger.md)."""
