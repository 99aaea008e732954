"""What readers ask of letters, below /letters/."""

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path, register_converter

from musnad.letters import clicking, views


class Language:
    """A language's tag: two or three letters, and parts after it."""

    regex = "[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(Language, "lang")

app_name = "letters"

urlpatterns: list[URLPattern | URLResolver] = [
    path("go/<str:token>/", clicking.follow, name="follow"),
    path("confirm/<str:token>/", views.confirm, name="confirm"),
    path("leave/<str:token>/", views.leave, name="leave"),
    path("preferences/<str:token>/", views.preferences, name="preferences"),
    path("preferences/<str:token>/export.json", views.export, name="export"),
    path("preferences/<str:token>/erase/", views.erase, name="erase"),
    path("<lang:lang>/", views.ask, name="ask"),
    path("<lang:lang>/sent/", views.sent, name="sent"),
    path("<lang:lang>/erased/", views.erased, name="erased"),
]

# Where nobody has to show a secret, anybody could take subscribers off.
if "WEBHOOK_SECRET" in settings.ANYMAIL:
    urlpatterns.append(path("providers/", include("anymail.urls")))
