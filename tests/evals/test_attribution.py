"""`make eval` for the reader of attributions."""

from evals import attribution


def test_the_scorers_figures_are_printed_for_each_gold_file(shared):
    for figure in attribution.run():
        assert "full 0." in figure.told


def test_a_gold_file_that_is_not_there_is_told_and_not_scored(tmp_path, monkeypatch):
    monkeypatch.setattr(attribution, "GOLD", (("real articles", tmp_path / "dev.jsonl"),))

    assert [figure.told.startswith("skipped: ") for figure in attribution.run()] == [True]
