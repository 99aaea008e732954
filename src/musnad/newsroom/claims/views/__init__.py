"""The newsroom's own pages on the ledger, and what the editor's panel asks."""
