"""The one-process server: printed files from memory, the newsroom through a bridge (docs/decisions/0003)."""
