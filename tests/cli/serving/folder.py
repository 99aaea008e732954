"""A printed folder as the press leaves it: pages with their twins, what they use, and beside it something secret."""

import gzip

import brotli

PAGE = ("<!doctype html><html lang=ar dir=rtl><title>خبر</title><p>" + "نفى المتحدث ما نُسب إليه. " * 90).encode()
STYLE = b"p { margin: 0 }" * 90
DRAWING = b"<svg xmlns='http://www.w3.org/2000/svg'>" + b"<path d='M0 0h9'/>" * 90 + b"</svg>"
FEED = "<rss><channel><title>أخبار</title></channel></rss>".encode()
LARGE = bytes(range(256)) * 4096 * 3
STORY = "/ar/%D8%AE%D8%A8%D8%B1/"


def put(path, content, *, twins=True):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    if twins:
        path.with_name(path.name + ".gz").write_bytes(gzip.compress(content, mtime=0))
        path.with_name(path.name + ".br").write_bytes(brotli.compress(content))


def print_folder(root):
    """Write the folder below `root` and return it."""
    public = root / "public"
    put(public / "index.html", b"<meta http-equiv=refresh content='0; url=/ar/'>", twins=False)
    put(public / "ar" / "خبر" / "index.html", PAGE)
    put(public / "ar" / "feed.xml", FEED, twins=False)
    put(public / "n" / "12" / "card" / "index.html", PAGE)
    put(public / "c" / "7" / "card" / "ar" / "index.html", PAGE)
    put(public / "robots.txt", b"User-agent: *\n", twins=False)
    put(public / ".well-known" / "security.txt", b"Contact: mailto:security@news.example\n" * 40)
    put(public / ".secret" / "key.txt", b"secret", twins=False)
    put(public / "ar" / ".well-known" / "key.txt", b"secret", twins=False)
    put(public / "404.html", "<!doctype html><p>لا صفحة هنا".encode() * 80)
    put(public / "assets" / "site.0f1e.css", STYLE)
    put(public / "assets" / "sign.77aa.svg", DRAWING)
    put(public / "media" / "photo.9a8b.jpg", LARGE, twins=False)
    (root / "secret.key").write_text("secret")
    return public
