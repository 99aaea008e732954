"""What `make eval` has to reach: below it the exit status says so, and .ci/run stops."""

from evals.figures import Figure, missed

from evals import matching, polarity


def test_polarity_reaches_its_floor_on_both_sides_of_the_split(shared):
    assert [(figure.what.split()[0], figure.missed) for figure in polarity.run()] == [("dev", ()), ("test", ())]


def test_a_figure_below_its_floor_is_told_with_both(shared, monkeypatch):
    monkeypatch.setattr(polarity, "FLOOR", {"macro F1": 0.99})

    for figure in polarity.run():
        assert figure.missed[0].startswith("macro F1 0.7")
        assert figure.missed[0].endswith("is below 0.9900")


def test_figures_at_their_floors_miss_none():
    assert missed({"P@1": 0.875, "MAP@5": 0.9}, {"P@1": 0.875, "MAP@5": 0.85}) == ()


def test_where_the_pairs_are_not_there_that_is_told_and_nothing_is_missed(tmp_path, monkeypatch):
    monkeypatch.setattr(matching, "SHARED", tmp_path / "none")

    assert list(matching.run()) == [Figure("title pairs", f"skipped: {tmp_path / 'none'} is not there")]
