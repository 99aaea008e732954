"""What Musnad adds to Wagtail's editor."""

from __future__ import annotations

from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail import hooks


@hooks.register("insert_global_admin_css")
def editor_styles() -> SafeString:
    return format_html('<link rel="stylesheet" href="{}">', static("newsroom/editor.css"))


@hooks.register("insert_editor_js")
def content_direction() -> SafeString:
    """Wagtail's fields take the direction of its interface; an editor needs that of the content."""
    return format_html('<script src="{}" defer></script>', static("newsroom/direction.js"))
