"""Posts told by their addresses, and the times within their ids."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from musnad.reader.posts import find_post, instagram_posted_at, tiktok_posted_at, x_posted_at

POSTS = [
    # address, platform, account, id, canonical address
    ("https://twitter.com/ReedsTown/status/1411789037992648707", "x", "ReedsTown", "1411789037992648707", None),
    ("https://x.com/ReedsTown/status/1411789037992648707?s=20&t=abc", "x", "ReedsTown", "1411789037992648707", None),
    (
        "http://mobile.twitter.com/ReedsTown/statuses/1411789037992648707/photo/1",
        "x",
        "ReedsTown",
        "1411789037992648707",
        None,
    ),
    (
        "https://x.com/i/web/status/1411789037992648707",
        "x",
        None,
        "1411789037992648707",
        "https://x.com/i/status/1411789037992648707",
    ),
    ("https://platform.twitter.com/embed/Tweet.html?id=1411789037992648707", "x", None, "1411789037992648707", None),
    (
        "https://www.facebook.com/SundusTown/posts/1234567890?__cft__=x",
        "facebook",
        "SundusTown",
        "1234567890",
        "https://www.facebook.com/SundusTown/posts/1234567890",
    ),
    ("https://m.facebook.com/SundusTown/posts/pfbid02abcXYZ", "facebook", "SundusTown", "pfbid02abcXYZ", None),
    ("https://www.facebook.com/SundusTown/posts/some-words/1234567890", "facebook", "SundusTown", "1234567890", None),
    (
        "https://m.facebook.com/story.php?story_fbid=77&id=88&refid=17",
        "facebook",
        "88",
        "77",
        "https://www.facebook.com/permalink.php?story_fbid=77&id=88",
    ),
    ("https://www.facebook.com/permalink.php?story_fbid=77&id=88", "facebook", "88", "77", None),
    (
        "https://www.facebook.com/groups/sundus/permalink/5551/",
        "facebook",
        "sundus",
        "5551",
        "https://www.facebook.com/groups/sundus/permalink/5551",
    ),
    ("https://www.facebook.com/SundusTown/photos/a.1/222/?type=3", "facebook", "SundusTown", "222", None),
    ("https://www.facebook.com/SundusTown/videos/333/", "facebook", "SundusTown", "333", None),
    (
        "https://www.facebook.com/photo.php?fbid=444&set=a.1",
        "facebook",
        None,
        "444",
        "https://www.facebook.com/photo.php?fbid=444",
    ),
    ("https://www.facebook.com/watch/?v=555", "facebook", None, "555", "https://www.facebook.com/watch?v=555"),
    ("https://www.facebook.com/reel/666", "facebook", None, "666", None),
    ("https://www.facebook.com/share/p/AbC123xyz/", "facebook", None, "AbC123xyz", None),
    ("https://fb.watch/AbC_12-x/?mibextid=1", "facebook", None, "AbC_12-x", "https://fb.watch/AbC_12-x/"),
    (
        "https://www.facebook.com/plugins/post.php?href=https%3A%2F%2Fwww.facebook.com%2FSundusTown%2Fposts%2F12345&width=500",
        "facebook",
        "SundusTown",
        "12345",
        None,
    ),
    (
        "https://www.instagram.com/p/CQ6sVdOM-Xy/?igshid=abc",
        "instagram",
        None,
        "CQ6sVdOM-Xy",
        "https://www.instagram.com/p/CQ6sVdOM-Xy/",
    ),
    (
        "https://instagram.com/reels/CQ6sVdOM-Xy/",
        "instagram",
        None,
        "CQ6sVdOM-Xy",
        "https://www.instagram.com/reel/CQ6sVdOM-Xy/",
    ),
    ("https://www.instagram.com/sundus.town/reel/CQ6sVdOM-Xy/embed/", "instagram", "sundus.town", "CQ6sVdOM-Xy", None),
    ("https://t.me/tallreeds/418", "telegram", "tallreeds", "418", None),
    ("https://t.me/s/tallreeds/418?embed=1", "telegram", "tallreeds", "418", "https://t.me/tallreeds/418"),
    ("https://telegram.me/tallreeds/12/418", "telegram", "tallreeds", "418", None),
    (
        "https://www.tiktok.com/@sundus.town/video/7106594312292453675?lang=ar",
        "tiktok",
        "sundus.town",
        "7106594312292453675",
        None,
    ),
    ("https://www.tiktok.com/embed/v2/7106594312292453675", "tiktok", None, "7106594312292453675", None),
    ("https://m.tiktok.com/v/7106594312292453675.html", "tiktok", None, "7106594312292453675", None),
    ("https://vm.tiktok.com/ZMabc123/", "tiktok", None, "ZMabc123", None),
    (
        "https://www.youtube.com/watch?v=AbCdEfGhI_0&t=30s&feature=share",
        "youtube",
        None,
        "AbCdEfGhI_0",
        "https://www.youtube.com/watch?v=AbCdEfGhI_0",
    ),
    (
        "https://youtu.be/AbCdEfGhI_0?si=xyz",
        "youtube",
        None,
        "AbCdEfGhI_0",
        "https://www.youtube.com/watch?v=AbCdEfGhI_0",
    ),
    (
        "https://m.youtube.com/shorts/AbCdEfGhI_0",
        "youtube",
        None,
        "AbCdEfGhI_0",
        "https://www.youtube.com/shorts/AbCdEfGhI_0",
    ),
    ("//www.youtube-nocookie.com/embed/AbCdEfGhI_0?rel=0", "youtube", None, "AbCdEfGhI_0", None),
]


@pytest.mark.parametrize(
    ("address", "platform", "account", "identifier", "canonical"), POSTS, ids=[row[0] for row in POSTS]
)
def test_a_post_is_told_by_its_address(address, platform, account, identifier, canonical):
    post = find_post(address)

    assert (post.platform, post.account, post.id) == (platform, account, identifier)
    assert canonical in {None, post.url}
    assert find_post(post.url).id == identifier


@pytest.mark.parametrize(
    "address",
    [
        "https://twitter.com/ReedsTown",
        "https://twitter.com/ReedsTown/status/12345678901234567890123",
        "https://twitter.com/intent/tweet?text=x",
        "https://platform.twitter.com/widgets/tweet_button.html?id=1x",
        "https://platform.twitter.com/embed/Tweet.html",
        "https://www.facebook.com/SundusTown",
        "https://www.facebook.com/sharer/sharer.php?u=https://example.org",
        "https://www.facebook.com/plugins/like.php?href=https://example.org",
        "https://www.facebook.com/plugins/post.php?href=https://www.facebook.com/plugins/post.php?href=x",
        "https://www.facebook.com/plugins/post.php",
        "https://www.facebook.com/permalink.php?story_fbid=77",
        "https://www.facebook.com/watch/?v=live",
        "https://fb.watch/",
        "https://www.instagram.com/sundus.town/",
        "https://t.me/tallreeds",
        "https://t.me/share/url?url=https://example.org",
        "https://www.tiktok.com/@sundus.town",
        "https://vm.tiktok.com/",
        "https://www.youtube.com/@sundus",
        "https://www.youtube.com/embed/videoseries?list=PL1",
        "https://www.youtube.com/watch",
        "https://youtu.be/",
        "https://example.org/ReedsTown/status/1411789037992648707",
        "https://twitter.com.example.org/ReedsTown/status/1411789037992648707",
        "javascript:alert(1)",
        "https://[broken",
        "",
    ],
)
def test_what_is_no_post_is_none(address):
    assert find_post(address) is None


@given(st.text(max_size=60))
def test_no_address_breaks_the_recognition(ending):
    hosts = (
        "x.com",
        "facebook.com",
        "instagram.com",
        "t.me",
        "tiktok.com",
        "vm.tiktok.com",
        "youtube.com",
        "youtu.be",
        "fb.watch",
    )
    for host in hosts:
        find_post(f"https://{host}/{ending}")


def test_the_time_of_a_post_of_x_is_read_off_its_id():
    assert x_posted_at("1411789037992648707") == datetime(2021, 7, 4, 20, 48, 31, 86000, UTC)


def test_a_counted_id_of_x_has_no_time():
    assert x_posted_at("1234567890") is None


def test_an_id_beyond_all_has_no_time():
    assert x_posted_at("9999999999999999999") is None
    assert tiktok_posted_at("9999999999999999999") is None


def test_the_time_of_a_video_of_tiktok_is_read_off_its_id():
    assert tiktok_posted_at("7106594312292453675").date().isoformat() == "2022-06-07"


def test_a_small_id_of_tiktok_has_no_time():
    assert tiktok_posted_at("12345") is None


def test_the_time_of_a_post_of_instagram_is_read_off_its_code():
    assert instagram_posted_at("CQ6sVdOM-Xy").date().isoformat() == "2021-07-04"


def test_a_private_code_of_instagram_begins_with_the_public_one():
    assert instagram_posted_at("CQ6sVdOM-XyAbCdEfGhIjKlMnOpQ") == instagram_posted_at("CQ6sVdOM-Xy")


def test_a_short_code_of_instagram_has_no_time():
    assert instagram_posted_at("abcde") is None
    assert instagram_posted_at("___________") is None
