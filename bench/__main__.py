"""Run every measurement and print its table."""

import os
import tempfile

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "musnad.config.settings")
os.environ["MUSNAD_HOME"] = tempfile.mkdtemp(prefix="musnad-bench-")

import django

django.setup()

from bench import denying, matching, printing, reader, serving, slow_line, templates  # noqa: E402  (Django first)

for measurement in (templates, printing, denying, serving, slow_line, reader, matching):
    print(f"\n{measurement.TITLE}")
    for what, figure in measurement.run():
        print(f"  {what:<58} {figure:>16}")
