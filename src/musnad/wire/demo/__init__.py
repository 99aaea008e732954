"""The demo newsroom: an invented country, its news, its pictures."""
