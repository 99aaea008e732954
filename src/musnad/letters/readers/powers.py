"""Who may see, bring in and erase subscribers: addresses are personal data, so chief editors and administrators."""

from __future__ import annotations

from django.contrib.auth.models import Group, Permission
from django.db.models import QuerySet

from musnad.newsroom.founding import ADMINISTRATORS, CHIEFS

VIEW = "letters.view_subscriber"
CHANGE = "letters.change_subscriber"
ERASE = "letters.delete_subscriber"
ALL = (VIEW, CHANGE, ERASE)


def found_roles() -> None:
    """Grant the roles what they may do, unless somebody has been granted some of it before."""
    if permissions().filter(group__isnull=False).exists():
        return
    for group in Group.objects.filter(name__in=(CHIEFS, ADMINISTRATORS)):
        group.permissions.add(*permissions())


def permissions() -> QuerySet[Permission]:
    names = [name.partition(".")[2] for name in ALL]
    return Permission.objects.filter(content_type__app_label="letters", codename__in=names)
