"""A newsroom's first day: languages, editions, roles, the way from draft to print, and who may begin."""

from __future__ import annotations

import secrets
from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from wagtail.models import (
    Collection,
    GroupApprovalTask,
    GroupCollectionPermission,
    GroupPagePermission,
    Locale,
    Page,
    Site,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)
from wagtail.users.models import UserProfile

from musnad.arabic.dates import Months
from musnad.arabic.digits import Digits
from musnad.newsroom.claims import powers
from musnad.newsroom.models import Author, Edition, Keyword, NewsImage, Topic

WRITERS, EDITORS, CHIEFS, ADMINISTRATORS = "كتّاب", "محرّرون", "رؤساء تحرير", "مديرو الموقع"

PAGE_PERMISSIONS = {
    WRITERS: ("add_page",),
    EDITORS: ("add_page", "change_page"),
    CHIEFS: ("add_page", "change_page", "publish_page", "lock_page", "unlock_page"),
    ADMINISTRATORS: ("add_page", "change_page", "publish_page", "lock_page", "unlock_page", "bulk_delete_page"),
}
MODEL_ACTS = {WRITERS: ("view",), EDITORS: ("view", "add", "change"), CHIEFS: ("view", "add", "change", "delete")}
MODEL_ACTS[ADMINISTRATORS] = MODEL_ACTS[CHIEFS]

LEDGER_POWERS = {
    WRITERS: (powers.VIEW,),
    EDITORS: (powers.VIEW, powers.RECORD, powers.WITHDRAW, powers.AMEND_CLAIMS, powers.AMEND_SOURCES),
    CHIEFS: tuple(powers.NAMES.values()),
    ADMINISTRATORS: tuple(powers.NAMES.values()),
}

NAMES = {"ar": "مُسنَد", "en": "Musnad"}
TAGLINES = {"ar": "كل خبر بسنده", "en": "Every report with its sources"}


@dataclass(frozen=True, slots=True)
class FirstEditor:
    name: str
    password: str


@transaction.atomic
def found() -> FirstEditor | None:
    """Make what a newsroom needs where it is missing; return the first editor if there was none.

    What is there stays as it is, whoever changed it: a second start founds nothing anew.
    """
    if not Edition.objects.exists():
        found_editions()
        found_roles()
        found_workflow()
    found_ledger_roles()
    found_machine_roles()
    return first_editor()


def found_editions() -> None:
    """One tree for each language; the first edition's home is the root of Wagtail's site."""
    Locale.objects.exclude(language_code__in=settings.MUSNAD_EDITIONS).delete()
    root = Page.objects.get(depth=1)
    # Wagtail's own welcome page.
    Page.objects.filter(depth=2).exclude(pk__in=Edition.objects.values("pk")).delete()
    root.refresh_from_db()
    first: Edition | None = None
    for lang in settings.MUSNAD_EDITIONS:
        locale, _ = Locale.objects.get_or_create(language_code=lang)
        edition = Edition(
            title=NAMES.get(lang, lang),
            slug=lang,
            locale=locale,
            tagline=TAGLINES.get(lang, ""),
            digits=Digits.ARABIC_INDIC.value if lang == "ar" else Digits.LATIN.value,
            months=Months.GREGORIAN.value,
            zone=settings.TIME_ZONE,
        )
        if first:
            edition.translation_key = first.translation_key
        root.add_child(instance=edition)
        edition.save_revision().publish()
        first = first or edition
    assert first is not None  # noqa: S101  (settings name at least one edition)
    Site.objects.all().delete()
    Site.objects.create(hostname="localhost", port=80, root_page=first, is_default_site=True, site_name=NAMES["ar"])


def found_roles() -> None:
    """Writer, editor, chief editor, administrator: Wagtail's groups with Wagtail's permissions."""
    Group.objects.filter(name__in=("Moderators", "Editors")).delete()
    root_page = Page.objects.get(depth=1)
    root_collection = Collection.objects.get(depth=1)
    for name, codes in PAGE_PERMISSIONS.items():
        group, _ = Group.objects.get_or_create(name=name)
        group.permissions.add(Permission.objects.get(content_type__app_label="wagtailadmin", codename="access_admin"))
        for permission in Permission.objects.filter(content_type__app_label="wagtailcore", codename__in=codes):
            GroupPagePermission.objects.get_or_create(group=group, page=root_page, permission=permission)
        files = ["add_image", "choose_image", "add_document", "choose_document"]
        if name != WRITERS:
            files += ["change_image", "change_document"]
        wanted = Permission.objects.filter(content_type__app_label__in=("wagtailimages", "wagtaildocs"))
        for permission in wanted.filter(codename__in=files):
            GroupCollectionPermission.objects.get_or_create(
                group=group, collection=root_collection, permission=permission
            )
        grant_models(group, MODEL_ACTS[name])
    grant_administration(Group.objects.get(name=ADMINISTRATORS))


def found_ledger_roles() -> None:
    """Grant the roles what they may do with the ledger, unless somebody has been granted some of it before.

    A newsroom that was founded before it had a ledger is given them on its next start.
    """
    if Permission.objects.filter(content_type__app_label="ledger", group__isnull=False).exists():
        return
    for group in Group.objects.filter(name__in=LEDGER_POWERS):
        codes = [name.partition(".")[2] for name in LEDGER_POWERS[group.name]]
        group.permissions.add(*Permission.objects.filter(content_type__app_label="ledger", codename__in=codes))


def found_machine_roles() -> None:
    """Have chief editors and administrators tell machines what they are to know, unless somebody may already."""
    telling = Permission.objects.filter(content_type__app_label="newsroom", codename="change_formachines")
    if not telling.filter(group__isnull=False).exists():
        for group in Group.objects.filter(name__in=(CHIEFS, ADMINISTRATORS)):
            group.permissions.add(*telling)


def grant_models(group: Group, acts: tuple[str, ...]) -> None:
    for model in (Author, Topic, Keyword, NewsImage):
        kind = ContentType.objects.get_for_model(model)
        codes = [f"{act}_{model._meta.model_name}" for act in acts]
        group.permissions.add(*Permission.objects.filter(content_type=kind, codename__in=codes))


def grant_administration(group: Group) -> None:
    """Users, groups, workflows, sites and languages."""
    apps = ("auth", "wagtailcore", "wagtailimages", "wagtaildocs", "wagtailusers")
    group.permissions.add(*Permission.objects.filter(content_type__app_label__in=apps))
    kind = ContentType.objects.get_for_model(get_user_model())
    group.permissions.add(*Permission.objects.filter(content_type=kind))


def found_workflow() -> None:
    """Draft → review by a chief editor → print."""
    Workflow.objects.all().delete()
    GroupApprovalTask.objects.all().delete()
    workflow = Workflow.objects.create(name="المراجعة قبل النشر", active=True)
    task = GroupApprovalTask.objects.create(name="مراجعة رئيس التحرير", active=True)
    task.groups.add(Group.objects.get(name=CHIEFS))
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    WorkflowPage.objects.create(workflow=workflow, page=Page.objects.get(depth=1))


def first_editor() -> FirstEditor | None:
    """Make the first editor, who may do everything, unless there is a user already."""
    users = get_user_model()
    if users.objects.exists():
        return None
    made = FirstEditor("editor", secrets.token_urlsafe(12))
    user = users.objects.create_superuser(username=made.name, password=made.password)
    user.groups.add(Group.objects.get(name=ADMINISTRATORS))
    UserProfile.objects.get_or_create(user=user, defaults={"preferred_language": "ar"})
    return made
