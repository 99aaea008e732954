"""The newsroom's pages about letters."""

from __future__ import annotations

from typing import Any
from zoneinfo import ZoneInfo

from django.core.exceptions import PermissionDenied
from django.core.mail import EmailMultiAlternatives, get_connection
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST
from wagtail.admin import messages
from wagtail.admin.auth import permission_required

from musnad.letters import desk, envelopes, making
from musnad.letters.composing import mail_of, personal
from musnad.letters.desk_forms import (
    HabitsForm,
    ItemForms,
    LetterForm,
    PlanForm,
    ScheduleForm,
    forms_of,
    items_in,
)
from musnad.letters.errors import Empty, NotNow
from musnad.letters.models import Habits, Letter, Plan
from musnad.letters.powers import MAKE, PLAN, SEND, VIEW
from musnad.letters.sending import wake
from musnad.newsroom.acting import name_of
from musnad.newsroom.models import Edition, Story
from musnad.newsstand.addresses import whole_address
from musnad.newsstand.rendering import dir_of
from musnad.newsstand.routing import editions
from musnad.newsstand.words import words_of

State = Letter.State


def shown(request: HttpRequest, template: str, title: str, **context: object) -> HttpResponse:
    told = {
        "header_title": title,
        "may_make": request.user.has_perm(MAKE),
        "may_send": request.user.has_perm(SEND),
        "may_plan": request.user.has_perm(PLAN),
        **context,
    }
    return TemplateResponse(request, f"letters/desk/{template}.html", told)


def zone_of(letter: Letter) -> ZoneInfo:
    return ZoneInfo(Edition.objects.get(slug=letter.lang).zone)


# --- all of them ---


@require_GET
@permission_required(VIEW)
def index(request: HttpRequest) -> HttpResponse:
    """Show what is being sent, what waits for an editor, and what was sent. With `?part` the first alone."""
    going = desk.by_state([State.SENDING, State.PAUSED])
    progress = desk.progress_of(going)
    told = {
        "going": [(letter, progress[letter.pk]) for letter in going],
        "senders": desk.senders(),
        "to_files": desk.goes_to_files(),
    }
    if "part" in request.GET:
        return shown(request, "going", "", **told)
    drafts = desk.by_state([State.DRAFT, State.SCHEDULED])
    done = desk.by_state([State.SENT, State.CANCELLED, State.DROPPED])
    counts = desk.progress_of(done)
    return shown(
        request,
        "index",
        _("Letters"),
        lists=desk.all_lists(),
        corrections=[letter for letter in drafts if letter.kind == Letter.Kind.CORRECTION],
        drafts=[letter for letter in drafts if letter.kind != Letter.Kind.CORRECTION],
        done=[(letter, counts[letter.pk]) for letter in done],
        stories=Story.objects.live().order_by("-first_published_at")[:10],
        **told,
    )


@require_POST
@permission_required(MAKE)
def make(request: HttpRequest) -> HttpResponse:
    """Make a draft for a list, or of one story, and open it."""
    key, number = request.POST.get("list", ""), request.POST.get("story", "")
    by = name_of(request.user)
    try:
        if number.isascii() and number.isdigit() and len(number) < 18:
            letter = making.make_breaking(get_object_or_404(Story.objects.live(), pk=int(number)), by=by)
        elif desk.is_list(key):
            letter = making.make(key, by=by, archived=True)
        else:
            raise Http404
    except Empty:
        messages.warning(request, _("There is nothing new for this letter since the last one."))
        return redirect("musnad_letters:index")
    return redirect("musnad_letters:letter", letter.pk)


# --- one ---


@require_http_methods(["GET", "POST"])
@permission_required(VIEW)
def page(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a letter: to be edited, or how far it is."""
    letter = get_object_or_404(Letter.objects.select_related("public"), pk=pk)
    if not letter.editable:
        progress = desk.progress_of([letter])[letter.pk]
        links = letter.links.order_by("-count")[:50]
        told = {"letter": letter, "progress": progress, "links": links, "senders": desk.senders()}
        return shown(request, "now" if "part" in request.GET else "letter", letter.subject, **told)
    if request.method == "POST":
        return save(request, letter)
    return editing(request, letter, LetterForm(instance=letter), ItemForms(initial=forms_of(letter)))


def editing(request: HttpRequest, letter: Letter, form: Any, items: Any, schedule: Any = None) -> HttpResponse:
    titles = making.headlines([each.story for each in letter.items.all()])
    claims = making.sentences([each.claim for each in letter.items.all()])
    for each in items.forms:
        value = each["story"].value(), each["claim"].value()
        each.title = titles.get(number(value[0]), "") or claims.get(number(value[1]), "")
        each.gone = bool(value[0]) and not each.title
    return shown(
        request,
        "edit",
        letter.subject or _("Letter"),
        letter=letter,
        form=form,
        items=items,
        schedule=schedule or ScheduleForm(zone=zone_of(letter)),
        zone=zone_of(letter),
        readers=desk.count_of(letter),
        content_lang=letter.lang,
        content_dir=dir_of(letter.lang),
    )


def number(value: Any) -> int:
    return int(value) if str(value or "").isdigit() else 0


def save(request: HttpRequest, letter: Letter) -> HttpResponse:
    if not request.user.has_perm(MAKE):
        raise PermissionDenied
    form, items = LetterForm(request.POST, instance=letter), ItemForms(request.POST)
    if not (form.is_valid() and items.is_valid()):
        messages.error(request, _("The letter was not saved: see below."))
        return editing(request, Letter.objects.get(pk=letter.pk), form, items)
    told = form.cleaned_data
    try:
        making.edit(
            letter,
            subject=told["subject"],
            preheader=told["preheader"],
            intro=told["intro"],
            items=items_in(items, told["added"]),
        )
    except Empty:
        messages.error(request, _("A letter without a story is not sent: keep one, or drop the letter."))
    except NotNow:
        messages.error(request, _("The letter is on its way already."))
    else:
        messages.success(request, _("Saved."))
    return redirect("musnad_letters:letter", letter.pk)


@require_GET
@permission_required(VIEW)
def preview(request: HttpRequest, pk: int, form: str) -> HttpResponse:
    """Show the letter as it is mailed: "html" or "text"."""
    letter = get_object_or_404(Letter.objects.select_related("public"), pk=pk)
    mail = mail_of(letter)
    home = whole_address(f"/{letter.lang}/")
    if form == "text":
        answer = HttpResponse(personal(mail.text, home, home), content_type="text/plain; charset=utf-8")
    else:
        answer = HttpResponse(personal(mail.html, home, home, html=True))
    # Nothing in it runs, and it is shown in a frame of ours alone.
    answer["Content-Security-Policy"] = "default-src 'none'; img-src *; style-src 'unsafe-inline'; sandbox allow-popups"
    return answer


@require_POST
@permission_required(MAKE)
def test(request: HttpRequest, pk: int) -> HttpResponse:
    """Send the letter to the editor who asks."""
    letter = get_object_or_404(Letter.objects.select_related("public"), pk=pk)
    address = getattr(request.user, "email", "")
    if not address:
        messages.error(request, _("There is no address in your account to send it to."))
        return redirect("musnad_letters:letter", pk)
    mail = mail_of(letter)
    home = whole_address(f"/{letter.lang}/")
    message = EmailMultiAlternatives(
        subject=f"{words_of(letter.lang)['mail_test']}: {mail.subject}",
        body=personal(mail.text, home, home),
        from_email=envelopes.sender(mail.site),
        to=[address],
    )
    message.attach_alternative(personal(mail.html, home, home, html=True), "text/html")
    try:
        get_connection().send_messages([message])
    except Exception as error:  # noqa: BLE001  (the editor is told whatever the mail server or provider says)
        messages.error(request, _("It could not be sent: %(error)s") % {"error": error})
    else:
        messages.success(request, _("Sent to %(address)s.") % {"address": address})
    return redirect("musnad_letters:letter", pk)


@require_POST
@permission_required(SEND)
def schedule(request: HttpRequest, pk: int) -> HttpResponse:
    letter = get_object_or_404(Letter, pk=pk)
    form = ScheduleForm(request.POST, zone=zone_of(letter))
    if not form.is_valid():
        for error in form.errors.values():
            messages.error(request, " ".join(map(str, error)))
        return redirect("musnad_letters:letter", pk)
    return done(request, letter, lambda: making.schedule(letter, form.cleaned_data["moment"], by=name_of(request.user)))


@require_POST
@permission_required(SEND)
def act(request: HttpRequest, pk: int, what: str) -> HttpResponse:
    """Do what a button says: send, unschedule, pause, resume, cancel, drop, again."""
    letter = get_object_or_404(Letter, pk=pk)
    reason = request.POST.get("reason", "").strip()
    if what == "drop" and not reason:
        messages.error(request, _("Say why it is not sent."))
        return redirect("musnad_letters:letter", pk)
    acts = {
        "send": lambda: making.begin(letter, by=name_of(request.user)),
        "unschedule": lambda: making.unschedule(letter),
        "pause": lambda: making.pause(letter),
        "resume": lambda: making.resume(letter),
        "cancel": lambda: making.cancel(letter),
        "drop": lambda: making.drop(letter, reason=reason),
        "again": lambda: making.send_again(letter),
    }
    if what not in acts:
        raise Http404
    return done(request, letter, acts[what])


def done(request: HttpRequest, letter: Letter, what: Any) -> HttpResponse:
    try:
        with transaction.atomic():
            what()
    except NotNow:
        messages.error(request, _("That was not possible: the letter has moved on meanwhile."))
    except Empty:
        messages.warning(request, _("Nothing is left in this letter, and it was dropped."))
        Letter.objects.filter(pk=letter.pk, state__in=(State.DRAFT, State.SCHEDULED)).update(state=State.DROPPED)
    transaction.on_commit(wake)
    return redirect("musnad_letters:letter", letter.pk)


# --- what is settled ---


@require_http_methods(["GET", "POST"])
@permission_required(PLAN)
def plans(request: HttpRequest) -> HttpResponse:
    """Show, and change, when letters make themselves and what they have in common."""
    given = request.POST if request.method == "POST" else None
    plans_ = [
        (each, PlanForm(given, prefix=each.key, instance=each.plan or Plan(list=each.key, active=False, at="06:00")))
        for each in desk.all_lists()
        if not each.key.startswith("breaking:")
    ]
    habits = [
        (lang, HabitsForm(given, prefix=lang, instance=Habits.objects.filter(pk=lang).first() or Habits(lang=lang)))
        for lang in editions()
    ]
    forms: list[Any] = [form for _, form in plans_] + [form for _, form in habits]
    if given is not None:
        if all([form.is_valid() for form in forms]):  # noqa: C419  (each form has its errors told)
            for form in forms:
                form.save()
            messages.success(request, _("Saved."))
            return redirect("musnad_letters:plans")
        messages.error(request, _("Nothing was saved: see below."))
    return shown(request, "plans", _("Plans of letters"), plans=plans_, habits=habits)
