"""Settings, addresses and the one-process server."""
