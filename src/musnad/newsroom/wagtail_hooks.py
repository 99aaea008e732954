"""What Musnad adds to Wagtail's editor."""

from __future__ import annotations

import json

from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

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
