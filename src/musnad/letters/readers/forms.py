"""What the newsroom asks when it brings a list of addresses in."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from musnad.letters import lists
from musnad.newsstand.readings.editions import language_name
from musnad.newsstand.routing import editions

LARGEST = 20 * 1024 * 1024


class ImportForm(forms.Form):
    """A file, for which letters, and whether its people have agreed already."""

    STATED, ASKED = "stated", "asked"

    file = forms.FileField(label=_("file"), help_text=_("a CSV file with an address in each line"))
    letters = forms.MultipleChoiceField(label=_("letters"), widget=forms.CheckboxSelectMultiple)
    how = forms.ChoiceField(
        label=_("consent"),
        widget=forms.RadioSelect,
        choices=[
            (ASKED, _("send each a message, and letters only to those who confirm")),
            (STATED, _("they have agreed already: letters are sent without asking again")),
        ],
        initial=ASKED,
    )
    consent = forms.CharField(
        label=_("where and when they agreed"),
        required=False,
        max_length=180,
        help_text=_("is kept with each address, and shown to its owner"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [
            (
                language_name(lang),
                [(offer.key, offer.name) for offer in (*lists.offers(lang), *lists.topic_offers(lang))],
            )
            for lang in editions()
        ]
        self.fields["letters"].choices = choices  # type: ignore[attr-defined]

    def clean_file(self) -> UploadedFile[bytes]:
        file: UploadedFile[bytes] = self.cleaned_data["file"]
        if file.size is None or file.size > LARGEST:
            raise forms.ValidationError(_("The file is larger than 20 MB: divide it."))
        return file

    def clean_letters(self) -> list[str]:
        keys: list[str] = self.cleaned_data["letters"]
        if len({lang for lang in editions() if lists.offered(keys, lang)}) > 1:
            raise forms.ValidationError(
                _("Choose letters in one language: that is what its readers are written to in.")
            )
        return keys

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if values.get("how") == self.STATED and not values.get("consent", "").strip():
            self.add_error("consent", _("Say where and when they agreed: you may be asked for it."))
        return values

    @property
    def lang(self) -> str:
        """The language of the chosen letters."""
        return next(lang for lang in editions() if lists.offered(self.cleaned_data["letters"], lang))
