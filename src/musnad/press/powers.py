"""Who may look at the press and who may ask something of it: Django's permissions on its pages, by role."""

from __future__ import annotations

from django.contrib.auth.models import Group, Permission
from django.db.models import QuerySet

from musnad.newsroom.founding import ADMINISTRATORS, CHIEFS, EDITORS, WRITERS

VIEW = "press.view_printedpage"
ASK = "press.change_printedpage"

GRANTED = {WRITERS: (VIEW,), EDITORS: (VIEW,), CHIEFS: (VIEW, ASK), ADMINISTRATORS: (VIEW, ASK)}


def found_roles() -> None:
    """Grant the roles what they may do, unless somebody has been granted some of it before.

    A newsroom that was founded before the press had a page is given them on its next start.
    """
    if permissions().filter(group__isnull=False).exists():
        return
    for group in Group.objects.filter(name__in=GRANTED):
        group.permissions.add(*permissions().filter(codename__in=[code(name) for name in GRANTED[group.name]]))


def permissions() -> QuerySet[Permission]:
    names = [code(name) for name in (VIEW, ASK)]
    return Permission.objects.filter(content_type__app_label="press", codename__in=names)


def code(name: str) -> str:
    return name.partition(".")[2]
