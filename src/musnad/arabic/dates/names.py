"""The words of dates, read from names.toml."""

import tomllib
from importlib.resources import files
from typing import Any

NAMES: dict[str, Any] = tomllib.loads((files(__package__) / "names.toml").read_text(encoding="utf-8"))
