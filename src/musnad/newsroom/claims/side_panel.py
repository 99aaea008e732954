"""The panel beside a story's body, and the story's own editing views that show it."""

from __future__ import annotations

from typing import Any

from django.forms.widgets import Media, Script
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.components import MediaContainer
from wagtail.admin.ui.side_panels import BaseSidePanel
from wagtail.admin.views.pages.create import CreateView
from wagtail.admin.views.pages.edit import EditView
from wagtail.admin.viewsets.pages import PageViewSet

from musnad.newsroom.claims.powers import powers
from musnad.newsroom.models import Story


class StatementsPanel(BaseSidePanel):
    """What was found in the story: the panel's own requests fill it (`views.panel`)."""

    class SidePanelToggle(BaseSidePanel.SidePanelToggle):
        aria_label = _("Statements and their sources")
        icon_name = "openquote"
        keyboard_shortcut = "alt+shift+s"

    name = "statements"
    title = _("Statements and their sources")
    template_name = "newsroom/panel/panel.html"
    order = 50

    @property
    def media(self) -> Media:
        return Media(
            js=[Script("newsroom/claims/panel.js", type="module")],  # type: ignore[list-item]  # the stubs know no Script
            css={"all": ["newsroom/claims/claims.css"]},
        )

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        context = dict(super().get_context_data(parent_context))
        context["may"] = powers(self.request.user)
        # A story that was never saved has no address yet: the script takes it from the form once it has one.
        context["address"] = reverse("musnad_claims:suggestions", args=[0]).replace("/0/", "/STORY/")
        return context


class WithStatements:
    """A view of the editor with the panel. Answers that only bring the page up to date leave it as it is."""

    request: Any
    page: Story

    def get_side_panels(self) -> MediaContainer:
        panels = list(super().get_side_panels())  # type: ignore[misc]
        if not getattr(self, "expects_json_response", False) and not getattr(self, "hydrate_create_view", False):
            panels.append(StatementsPanel(self.page, self.request))
        return MediaContainer(panels)


class StoryCreateView(WithStatements, CreateView):
    pass


class StoryEditView(WithStatements, EditView):
    pass


class StoryViewSet(PageViewSet):
    model = Story
    add_view_class = StoryCreateView
    edit_view_class = StoryEditView
