"""A press in a process of its own: `python -m tests.press.printing_elsewhere DESCRIPTION`, which is JSON."""

import json
import os
import sys
from pathlib import Path


def main(told):
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    import django
    from django.conf import settings
    from django.db import connections

    django.setup()
    connections.settings["default"]["NAME"] = told["database"]
    settings.MUSNAD_HOME = Path(told["home"])
    settings.MUSNAD_PUBLIC = settings.MUSNAD_HOME / "public"
    settings.PUBLIC_BUCKET = told["bucket"]

    from tests.press.board import Board
    from tests.press.folder import publish

    publish(Board(settings.MUSNAD_HOME / "pictures"))


if __name__ == "__main__":
    main(json.loads(sys.argv[1]))
