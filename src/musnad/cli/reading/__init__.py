"""`musnad read`: a page → its parts and what it attributes to whom, for people or for programs."""

from musnad.cli.reading.command import read

__all__ = ["read"]
