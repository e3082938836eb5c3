"""The append-only log of a room: tree, checkpoints, proofs, exports that outsiders verify: docs/decisions/ledger.md."""
