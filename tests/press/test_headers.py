from musnad.press.headers import cache_control


def test_the_page_of_missing_addresses_is_kept_by_no_cache_however_long_others_are():
    assert cache_control("404.html", 600) == "no-cache"
    assert cache_control("ar/index.html", 600) == "public, max-age=0, must-revalidate, s-maxage=600"
