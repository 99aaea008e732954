"""Letters in Wagtail's admin: their pages, their place in the menu, and their permissions where groups are edited."""

from __future__ import annotations

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import URLPattern, URLResolver, include, path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from musnad.letters.powers import VIEW, permissions


@hooks.register("register_admin_urls")
def letters_addresses() -> list[URLPattern | URLResolver]:
    return [path("", include("musnad.letters.desk_urls"))]


class LettersItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return bool(request.user.has_perm(VIEW))


@hooks.register("register_admin_menu_item")
def letters_item() -> MenuItem:
    return LettersItem(_("Letters"), reverse_lazy("musnad_letters:index"), name="letters", icon_name="mail", order=155)


@hooks.register("register_permissions")
def letters_permissions() -> QuerySet[Permission]:
    return permissions()
