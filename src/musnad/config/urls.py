"""Addresses that reach Python: the newsroom, what readers ask of letters, and search. All else is printed."""

from django.conf import settings
from django.contrib.staticfiles.views import serve as serve_static
from django.urls import include, path, re_path
from django.views.decorators.cache import cache_control
from django.views.static import serve
from wagtail.admin import urls as admin_urls
from wagtail.documents import urls as document_urls

from musnad.newsstand.oembed import oembed

# Static files carry their version in their address (?v=…).
static = cache_control(public=True, max_age=86_400)(serve_static)

urlpatterns = [
    re_path(r"^static/(?P<path>.*)$", static, {"insecure": True}),
    path("oembed", oembed),
    path("oembed/", oembed),
    path("search/", include("musnad.newsstand.searching")),
    path("newsroom/documents/", include(document_urls)),
    # The editors' own view of pictures; readers get theirs from the printed folder.
    re_path(r"^newsroom/media/(?P<path>.*)$", serve, {"document_root": settings.MEDIA_ROOT}),
    path("newsroom/", include(admin_urls)),
    path("letters/", include("musnad.letters.urls")),
]
