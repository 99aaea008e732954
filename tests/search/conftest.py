import pytest
from django.db import transaction
from tests.search.town import Town

from musnad.newsstand import searching


@pytest.fixture(scope="module")
def town(django_db_setup, django_db_blocker):
    """A newsroom for all tests of a module, on SQLite, rolled back after the last: they only read it."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield Town()
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def _nobody_has_asked_yet():
    searching.pages.forget()
    searching.completions.forget()
