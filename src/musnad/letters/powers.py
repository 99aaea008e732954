"""Who may see, make and send letters: Django's permissions, by role."""

from __future__ import annotations

from django.contrib.auth.models import Group, Permission
from django.db.models import Q, QuerySet

from musnad.newsroom.founding import ADMINISTRATORS, CHIEFS, EDITORS, WRITERS

VIEW = "letters.view_letter"
MAKE = "letters.change_letter"
SEND = "letters.send_letter"
PLAN = "letters.change_plan"

GRANTED = {
    WRITERS: (VIEW,),
    EDITORS: (VIEW, MAKE),
    CHIEFS: (VIEW, MAKE, SEND, PLAN),
    ADMINISTRATORS: (VIEW, MAKE, SEND, PLAN),
}


def found_roles() -> None:
    """Grant the roles what they may do, unless somebody has been granted some of it before."""
    if permissions().filter(group__isnull=False).exists():
        return
    for group in Group.objects.filter(name__in=GRANTED):
        group.permissions.add(*permissions().filter(codename__in=[code(name) for name in GRANTED[group.name]]))


def permissions() -> QuerySet[Permission]:
    named = Q(codename__in=[code(name) for name in (VIEW, MAKE, SEND, PLAN)])
    return Permission.objects.filter(named, content_type__app_label="letters")


def code(name: str) -> str:
    return name.partition(".")[2]
