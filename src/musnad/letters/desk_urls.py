"""The newsroom's addresses for letters, below /newsroom/."""

from django.urls import path

from musnad.letters import desk_views

app_name = "musnad_letters"

urlpatterns = [
    path("letters/", desk_views.index, name="index"),
    path("letters/make/", desk_views.make, name="make"),
    path("letters/plans/", desk_views.plans, name="plans"),
    path("letters/<int:pk>/", desk_views.page, name="letter"),
    path("letters/<int:pk>/test/", desk_views.test, name="test"),
    path("letters/<int:pk>/schedule/", desk_views.schedule, name="schedule"),
    path("letters/<int:pk>/preview/<str:form>/", desk_views.preview, name="preview"),
    path("letters/<int:pk>/<str:what>/", desk_views.act, name="act"),
]
