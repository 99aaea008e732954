"""What the tests of the look share."""

import pytest


@pytest.fixture(params=["ar", "en"])
def lang(request):
    return request.param
