"""How the room's invariants are searched: more cases than by default, and never by the clock."""

from hypothesis import settings

settings.register_profile("arabic", max_examples=200, deadline=None)
settings.load_profile("arabic")
