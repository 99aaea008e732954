"""What Musnad adds to Wagtail's editor."""

from __future__ import annotations

import json

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import URLPattern, URLResolver, include, path, reverse_lazy
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from musnad.newsroom.claims.powers import NAMES, VIEW
from musnad.newsroom.claims.side_panel import StoryViewSet
from musnad.newsroom.models import Author, Keyword, Topic

# Before and after, not left and right: the menu's sides are those of the table's own direction.
TABLE_MENU = {
    "insertRowAbove": _("row above"),
    "insertRowBelow": _("row below"),
    "insertColumnOnTheLeft": _("column before"),
    "insertColumnOnTheRight": _("column after"),
    "removeRow": [_("delete the row"), _("delete the rows")],
    "removeColumn": [_("delete the column"), _("delete the columns")],
    "undo": _("undo"),
    "redo": _("redo"),
}


@hooks.register("insert_global_admin_css")
def editor_styles() -> SafeString:
    return format_html('<link rel="stylesheet" href="{}">', static("newsroom/editor.css"))


@hooks.register("insert_editor_js")
def content_direction() -> SafeString:
    """Wagtail's fields take the direction of its interface; an editor needs that of the content."""
    return format_html('<script src="{}" defer></script>', static("newsroom/direction.js"))


@hooks.register("insert_editor_js")
def table_menu() -> SafeString:
    """The table block's menu knows no Arabic."""
    return format_html(
        '<script src="{}" data-language="{}" data-words="{}"></script>',
        static("newsroom/tables.js"),
        get_language(),
        json.dumps(TABLE_MENU, default=str, ensure_ascii=False),
    )


@hooks.register("register_admin_viewset")
def story_views() -> StoryViewSet:
    return StoryViewSet()


@hooks.register("register_admin_urls")
def ledger_addresses() -> list[URLPattern | URLResolver]:
    return [path("", include("musnad.newsroom.claims.urls"))]


class LedgerItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return bool(request.user.has_perm(VIEW))


@hooks.register("register_admin_menu_item")
def ledger_item() -> MenuItem:
    return LedgerItem(_("Claims"), reverse_lazy("musnad_claims:desk"), name="ledger", icon_name="openquote", order=150)


@hooks.register("register_permissions")
def ledger_permissions() -> QuerySet[Permission]:
    """Have the ledger's permissions shown where groups are edited."""
    codes = [name.partition(".")[2] for name in NAMES.values()]
    return Permission.objects.filter(content_type__app_label="ledger", codename__in=codes)


class AuthorViewSet(SnippetViewSet):
    model = Author
    icon = "user"
    list_display = ["name", "role"]


class TopicViewSet(SnippetViewSet):
    model = Topic
    icon = "folder-open-inverse"


class KeywordViewSet(SnippetViewSet):
    model = Keyword
    icon = "tag"
    list_display = ["name", "linked"]


class NamesViewSetGroup(SnippetViewSetGroup):
    items = (AuthorViewSet, TopicViewSet, KeywordViewSet)
    menu_label = _("Authors and topics")
    menu_icon = "group"
    menu_order = 200


register_snippet(NamesViewSetGroup)
