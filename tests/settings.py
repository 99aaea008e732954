"""The project's settings over an own, empty home: no test touches a newsroom's data."""

import os
import tempfile

os.environ["MUSNAD_HOME"] = tempfile.mkdtemp(prefix="musnad-tests-")
os.environ.pop("DATABASE_URL", None)
os.environ.setdefault("MUSNAD_TIME_ZONE", "Asia/Beirut")

from musnad.config.settings import *  # noqa: F403  (the home is named before it is read)

# Each story that a test prints would be drawn; the tests of cards turn them on.
SHARE_CARDS = "none"

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
