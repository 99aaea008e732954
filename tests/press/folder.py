"""Looking at what the press printed."""

from datetime import timedelta

from django.conf import settings

from musnad import tags
from musnad.press import store
from musnad.press.models import Counter, FileUse, PressState, PrintedFile, PrintedPage, PrintedTag
from musnad.press.newsstand import Unready
from musnad.press.publishing import Run, bring_up_to_date, public_store
from musnad.press.snapshot import snapshot

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


def printed_plainly(newsstand):
    """Return the files of a full print as the newsstand alone has them: no press, none of its rows, and no store."""
    while True:
        try:
            return with_twins(rendered(newsstand))
        except Unready as unready:
            unready.prepare()


def rendered(newsstand):
    found = {}
    with snapshot(), tags.one_moment():
        routes = [route for owner in newsstand.owners() for route in newsstand.routes(owner)]
        newsstand.foresee(routes)
        for route in routes:
            printed = newsstand.render(route)
            assert route.file not in found, route
            found[route.file] = printed.body
            for each in printed.files:
                if each.name not in found:
                    found[each.name] = each.source.read_bytes() if each.source else each.read()
    return found


def with_twins(found):
    twins = {name + end: twin for name, body in found.items() for end, twin in store.twins_of(name, body).items()}
    return found | twins
