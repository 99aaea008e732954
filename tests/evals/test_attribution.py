"""`make eval` for the reader of attributions."""

from evals import attribution


def test_the_scorers_figures_are_printed_for_each_gold_file(shared):
    for _, figures in attribution.run():
        assert "full 0." in figures


def test_a_gold_file_that_is_not_there_is_told_and_not_scored(tmp_path, monkeypatch):
    monkeypatch.setattr(attribution, "GOLD", (("real articles", tmp_path / "dev.jsonl"),))

    assert [figures.startswith("skipped: ") for _, figures in attribution.run()] == [True]
