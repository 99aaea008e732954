"""Addresses that reach Python: the newsroom. The public site is the printed folder and has none."""

from django.conf import settings
from django.urls import include, path, re_path
from django.views.static import serve
from wagtail.admin import urls as admin_urls
from wagtail.documents import urls as document_urls

urlpatterns = [
    path("newsroom/documents/", include(document_urls)),
    # The editors' own view of pictures; readers get theirs from the printed folder.
    re_path(r"^newsroom/media/(?P<path>.*)$", serve, {"document_root": settings.MEDIA_ROOT}),
    path("newsroom/", include(admin_urls)),
]
