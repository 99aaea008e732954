"""The rooms' order holds in the database too: string keys escape the import linter."""

import re
import tomllib
from pathlib import Path

from django.apps import apps

ROOT = Path(__file__).resolve().parent.parent


def lines_of_rooms():
    """Each room's line, counted from the highest."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["contracts"]
    layers = next(contract["layers"] for contract in contracts if contract["type"] == "layers")
    return {room: line for line, rooms in enumerate(layers) for room in re.findall(r"\w+", rooms)}


def room(model):
    parts = model.__module__.split(".")
    return parts[1] if parts[0] == "musnad" else None


def links():
    """Every key of a model of ours to another of ours, also in tables that Django makes."""
    for model in apps.get_models(include_auto_created=True):
        for field in model._meta.get_fields():
            if field.is_relation and not field.auto_created and field.related_model:
                owner = model._meta.auto_created or model
                if room(owner) and room(field.related_model):
                    yield f"{model.__name__}.{field.name}", room(owner), room(field.related_model)


def test_no_foreign_key_points_to_a_higher_room_or_a_neighbour():
    lines = lines_of_rooms()

    upward = [name for name, own, other in links() if own != other and lines[other] <= lines[own]]

    assert upward == []


def test_the_links_of_every_room_with_models_are_looked_at():
    assert {own for _, own, _ in links()} >= {"press", "letters", "wire", "newsroom", "ledger"}


def test_the_ledger_points_at_nothing_outside_itself():
    models = [model for model in apps.get_models(include_auto_created=True) if model._meta.app_label == "ledger"]
    outside = {
        f"{model.__name__}.{field.name}"
        for model in models
        for field in model._meta.get_fields()
        if field.is_relation and field.related_model and field.related_model._meta.app_label != "ledger"
    }

    assert outside == set()
