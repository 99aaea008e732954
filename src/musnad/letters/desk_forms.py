"""What editors fill in about letters."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminPageChooser

from musnad.letters.making import Item
from musnad.letters.models import Habits, Letter, Plan
from musnad.letters.planning import exists
from musnad.newsroom.models import Story


class LetterForm(forms.ModelForm[Letter]):
    added = forms.ModelChoiceField(
        Story.objects.live(), required=False, label=_("add a story"), widget=AdminPageChooser(target_models=[Story])
    )

    class Meta:
        model = Letter
        fields = ("subject", "preheader", "intro")
        widgets = {"intro": forms.Textarea(attrs={"rows": 3, "dir": "auto"})}


class ItemForm(forms.Form):
    """One line of a letter. place: lower comes first."""

    story = forms.IntegerField(required=False, widget=forms.HiddenInput)
    claim = forms.IntegerField(required=False, widget=forms.HiddenInput)
    place = forms.IntegerField(label=_("order"), widget=forms.NumberInput(attrs={"size": 3}))
    headline = forms.CharField(label=_("headline"), required=False, max_length=255)
    words = forms.CharField(label=_("words"), required=False, widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"}))
    dropped = forms.BooleanField(label=_("leave out"), required=False)

    def item(self) -> Item:
        told = self.cleaned_data
        return Item(
            story=told["story"], claim=told["claim"], headline=told["headline"].strip(), words=told["words"].strip()
        )


ItemForms = forms.formset_factory(ItemForm, extra=0)


def forms_of(letter: Letter) -> list[dict[str, Any]]:
    return [
        {"story": each.story, "claim": each.claim, "place": place, "headline": each.headline, "words": each.words}
        for place, each in enumerate(letter.items.all(), start=1)
    ]


def items_in(formset: Any, added: Story | None) -> list[Item]:
    """Return the items that a valid formset has, in the order asked for, and the story that was added."""
    kept = [form for form in formset.forms if not form.cleaned_data["dropped"]]
    items = [form.item() for form in sorted(kept, key=lambda form: form.cleaned_data["place"])]
    if added and all(item.story != added.pk for item in items):
        items.append(Item(story=added.pk))
    return items


class ScheduleForm(forms.Form):
    """A moment by the clock of the letter's edition."""

    day = forms.DateField(label=_("day"), widget=forms.DateInput(attrs={"type": "date"}))
    at = forms.TimeField(label=_("time"), widget=forms.TimeInput(attrs={"type": "time"}))

    def __init__(self, *args: Any, zone: ZoneInfo, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.zone = zone

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if "day" in told and "at" in told:
            if not exists(told["day"], told["at"], self.zone):
                raise ValidationError(_("There is no such time on that day: clocks are put forward."))
            told["moment"] = datetime.combine(told["day"], told["at"], tzinfo=self.zone)
            if told["moment"] <= timezone.now():
                raise ValidationError(_("That time is over."))
        return told


WEEKDAYS = (
    ("6", _("Sunday")),
    ("0", _("Monday")),
    ("1", _("Tuesday")),
    ("2", _("Wednesday")),
    ("3", _("Thursday")),
    ("4", _("Friday")),
    ("5", _("Saturday")),
)


class PlanForm(forms.ModelForm[Plan]):
    weekdays = forms.MultipleChoiceField(label=_("days"), choices=WEEKDAYS, widget=forms.CheckboxSelectMultiple)

    class Meta:
        model = Plan
        fields = ("active", "at", "weekdays", "automatic")
        widgets = {"at": forms.TimeInput(attrs={"type": "time"}, format="%H:%M")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["weekdays"] = list(self.instance.weekdays)

    def clean_weekdays(self) -> str:
        return "".join(sorted(self.cleaned_data["weekdays"]))


class HabitsForm(forms.ModelForm[Habits]):
    class Meta:
        model = Habits
        fields = ("publisher", "most", "bundle", "clicks")
