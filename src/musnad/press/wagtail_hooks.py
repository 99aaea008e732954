"""The press in Wagtail's admin: its page, its place in the menu, and its permissions where groups are edited."""

from __future__ import annotations

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import URLPattern, URLResolver, include, path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from musnad.press.powers import VIEW, permissions


@hooks.register("register_admin_urls")
def press_addresses() -> list[URLPattern | URLResolver]:
    return [path("", include("musnad.press.desk_urls"))]


class PressItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return bool(request.user.has_perm(VIEW))


@hooks.register("register_admin_menu_item")
def press_item() -> MenuItem:
    return PressItem(_("The press"), reverse_lazy("musnad_press:desk"), name="press", icon_name="globe", order=160)


@hooks.register("register_permissions")
def press_permissions() -> QuerySet[Permission]:
    return permissions()
