"""The newsroom's addresses for subscribers, below /newsroom/subscribers/."""

from django.urls import path

from musnad.letters.readers import views

app_name = "musnad_subscribers"

urlpatterns = [
    path("", views.listing, name="list"),
    path("export.csv", views.export, name="export"),
    path("import/", views.bring_in, name="import"),
    path("<int:pk>/", views.one, name="one"),
    path("<int:pk>/take-off/", views.take_off, name="take_off"),
    path("<int:pk>/allow/", views.allow, name="allow"),
    path("<int:pk>/erase/", views.erase, name="erase"),
]
