"""Subscribers in Wagtail's admin: their pages, their place in the menu, and the permissions where groups are edited."""

from __future__ import annotations

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import URLPattern, URLResolver, include, path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from musnad.letters.readers.powers import VIEW, permissions


@hooks.register("register_admin_urls")
def subscribers_addresses() -> list[URLPattern | URLResolver]:
    return [path("subscribers/", include("musnad.letters.readers.urls"))]


class SubscribersItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return bool(request.user.has_perm(VIEW))


@hooks.register("register_admin_menu_item")
def subscribers_item() -> MenuItem:
    return SubscribersItem(
        _("Subscribers"), reverse_lazy("musnad_subscribers:list"), name="subscribers", icon_name="group", order=157
    )


@hooks.register("register_permissions")
def subscribers_permissions() -> QuerySet[Permission]:
    return permissions()
