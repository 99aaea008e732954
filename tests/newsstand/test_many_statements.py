"""Ten thousand statements on one claim: its page stays a page."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.ledger.writing import SENTENCE, claim, monitor, outlet, say
from tests.newsstand.test_claims_in_stories import soup, words

from musnad.ledger.models import ChainLink, Statement
from musnad.newsstand import ledger_plan, plan
from musnad.newsstand.printing import render

MANY = 10_000


@pytest.fixture
def about(desk):
    made, teller = claim(), monitor()
    papers = [outlet(f"صحيفة {number}") for number in range(50)]
    first = say(made, "affirm", teller, papers[0])
    told = {"claim": made, "source": teller, "act": "affirm", "recorded_by": "سلمى", "recorded_at": first.recorded_at}
    rows = [Statement(words=f"{SENTENCE} {number}", **told) for number in range(1, MANY)]
    Statement.objects.bulk_create(rows, batch_size=1000)
    chains = [[(0, teller), (1, papers[row.pk % 50])] for row in rows]
    links = [
        ChainLink(statement=row, position=position, source=source)
        for row, chain in zip(rows, chains, strict=True)
        for position, source in chain
    ]
    ChainLink.objects.bulk_create(links, batch_size=1000)
    return made


def test_ten_thousand_statements_are_shown_a_hundred_a_page_with_all_counted(about):
    routes = {route.path: route for route in plan.routes(f"claim:{about.pk}")}
    first, last = ledger_plan.claim_path("ar", about), ledger_plan.claim_path("ar", about, 100)

    with CaptureQueriesContext(connection) as queries:
        body = render(routes[first]).body
    page = soup(body.decode())

    assert len(page.select(".statement")) == 100
    assert words(page.select_one(".counted")) == "٥٠ جهة، مصدر واحد"
    assert len(page.select(".chain-picture .who")) == 40
    assert len(body) < 200_000
    assert len(queries) < 60
    assert page.find("a", rel="next")["href"] == "2/"
    assert ledger_plan.claim_path("ar", about, 101) not in routes
    ending = soup(render(routes[last]).body.decode())
    assert len(ending.select(".statement")) == 100
    assert ending.find("a", rel="next") is None
