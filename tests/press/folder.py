"""Looking at what the press printed."""

from datetime import timedelta

from django.conf import settings

from musnad.press.models import Counter, FileUse, PressState, PrintedFile, PrintedPage, PrintedTag
from musnad.press.publishing import Run, bring_up_to_date, public_store

AT_ONCE = timedelta(0)


def files(root=None):
    root = root or settings.MUSNAD_PUBLIC
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def public_file(name):
    return public_store().root / name


def publish(newsstand, **how):
    """Bring the folder up to date; files that no page uses go at once."""
    return bring_up_to_date(newsstand=newsstand, files_stay=AT_ONCE, **how)


def printed(newsstand):
    """Publish, and return the addresses that were written, sorted."""
    run = Run(newsstand, public_store(), files_stay=AT_ONCE)
    run.work()
    return sorted(PrintedPage.objects.filter(pk__in=run.printed).values_list("path", flat=True))


def forget_all():
    """Have the press know nothing, as on its first day."""
    for model in (FileUse, PrintedTag, PrintedPage, PrintedFile, Counter, PressState):
        model.objects.all().delete()


def full_print(newsstand):
    """Return the files of a full print into an empty folder. The press has forgotten all else afterwards."""
    home, public = settings.MUSNAD_HOME, settings.MUSNAD_PUBLIC
    settings.MUSNAD_HOME = home / "other"
    settings.MUSNAD_PUBLIC = settings.MUSNAD_HOME / f"public-{len(list(home.glob('other/public-*')))}"
    try:
        forget_all()
        publish(newsstand, everything=True)
        return files()
    finally:
        settings.MUSNAD_HOME, settings.MUSNAD_PUBLIC = home, public
