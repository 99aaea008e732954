"""The newsroom's addresses for the press, below /newsroom/."""

from django.urls import path

from musnad.press import desk_views

app_name = "musnad_press"

urlpatterns = [
    path("press/", desk_views.page, name="desk"),
    path("press/again/", desk_views.try_again, name="try_again"),
    path("press/everything/", desk_views.everything, name="everything"),
]
