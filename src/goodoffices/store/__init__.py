"""What a case keeps: blobs by hash, and tables that are projections of the ledger."""
