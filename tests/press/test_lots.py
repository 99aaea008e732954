from musnad.press.lots import in_lots


def test_lots_keep_the_order_and_the_rest():
    assert list(in_lots("خبرعاجل", 3)) == [["خ", "ب", "ر"], ["ع", "ا", "ج"], ["ل"]]
    assert list(in_lots([], 3)) == []
