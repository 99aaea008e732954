"""The letters' addresses as they are where a provider's webhooks are let in."""

from django.urls import include, path

urlpatterns = [
    path("letters/providers/", include("anymail.urls")),
    path("letters/", include("musnad.letters.urls")),
]
