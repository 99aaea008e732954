"""Panels of the editor that Wagtail does not bring."""

from __future__ import annotations

from typing import Any

from wagtail.admin.panels import Panel


class ContentLanguage(Panel):
    """Tells the editor's script in which language the content is written; shows nothing."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "newsroom/content_language.html"

        def get_context_data(self, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
            context = super().get_context_data(parent_context)
            locale = getattr(self.instance, "locale", None)
            context["language"] = locale.language_code if locale else ""
            return dict(context)

        def show_panel_furniture(self) -> bool:
            return False
