from django.apps import AppConfig


class NewsstandConfig(AppConfig):
    name = "musnad.newsstand"
    label = "newsstand"
    default_auto_field = "django.db.models.BigAutoField"
