from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NewsroomConfig(AppConfig):
    name = "musnad.newsroom"
    label = "newsroom"
    verbose_name = _("Newsroom")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        # The receivers live as long as the process: importing the module connects them.
        from musnad.newsroom import signals  # noqa: F401  (loaded for its receivers)
