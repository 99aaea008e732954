from django.apps import AppConfig


class NewsstandConfig(AppConfig):
    name = "musnad.newsstand"
    label = "newsstand"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        # Models cannot be imported before the apps are loaded.
        from musnad.newsroom import previewing
        from musnad.newsstand.previews import preview

        previewing.show_with(preview)
