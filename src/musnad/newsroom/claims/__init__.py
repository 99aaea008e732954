"""The editor's work with the ledger: what was found in a story, what is answered, what to be warned of, the desk."""
