"""What an editor's answer can meet.

NotAnswered
├── SuggestionGone     the story's text has these words no longer
├── AnsweredMeanwhile  somebody else was faster
└── NobodySaid         nobody is named who said it
"""

from __future__ import annotations

from django.utils.translation import gettext as _


class NotAnswered(Exception):
    """The answer could not be taken; nothing was written. Its text is for the editor, in the interface's language."""


class SuggestionGone(NotAnswered):
    def __init__(self) -> None:
        super().__init__(_("The text was edited meanwhile, and these words are no longer in it."))


class AnsweredMeanwhile(NotAnswered):
    def __init__(self, by: str) -> None:
        super().__init__(_("%(by)s answered this before you.") % {"by": by})
        self.by = by


class NobodySaid(NotAnswered):
    def __init__(self) -> None:
        super().__init__(_("Say first who said it: the text names nobody."))
