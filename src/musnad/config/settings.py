"""Django's settings, read from the environment through one typed reader. docs/settings.md explains each variable."""

from __future__ import annotations

from zoneinfo import available_timezones

from django.utils.translation import gettext_lazy as _

from musnad.config.caching import read_caches
from musnad.config.env import Reader, host_of, kept_key
from musnad.config.mailing import read_bounces, read_mail, read_sender

read = Reader()

# --- Musnad's own ------------------------------------------------------------------------------------------------

MUSNAD_HOME = read.folder("MUSNAD_HOME", "var")
MUSNAD_PUBLIC, PUBLIC_BUCKET = read.store("PUBLIC_STORE", MUSNAD_HOME / "public")
PUBLIC_CDN = read_caches(read)
CDN_SECONDS = read.seconds("CDN_SECONDS", 86_400 if PUBLIC_CDN else 0)
MUSNAD_SITE_URL = read.address("MUSNAD_SITE_URL", "http://127.0.0.1:8000")
MUSNAD_WEBSUB_HUBS = read.addresses("MUSNAD_WEBSUB_HUBS")
MUSNAD_EDITIONS = ("ar", "en")
"""The editions' languages; the first one's home is where the site's root leads."""

SEARCH_ENGINE = read.search_engine("SEARCH_URL", seconds=3)

MUSNAD_DYNAMIC = ("/newsroom/", "/static/", "/letters/", "/search/", "/oembed/")
"""What goes to Python; everything else is the printed folder's."""

MUSNAD_FOR_READERS = ("/letters/", "/oembed/")
"""Of that, what every reader may reach, where the newsroom itself is kept to some networks."""

MUSNAD_PROXIES = read.networks("MUSNAD_PROXIES", "127.0.0.0/8, ::1")
"""Whose word of where a request came from is believed."""

SHARE_CARDS = read.one_of("SHARE_CARDS", "news", ("news", "all", "none"))
SHARE_CARD_FONTS = read.files("SHARE_CARD_FONTS")

# --- Django ------------------------------------------------------------------------------------------------------

DEBUG = read.flag("MUSNAD_DEBUG", default=False)
SECRET_KEY = read.text("MUSNAD_SECRET_KEY") or kept_key(MUSNAD_HOME)
ALLOWED_HOSTS = read.words("MUSNAD_ALLOWED_HOSTS", f"127.0.0.1,localhost,[::1],{host_of(MUSNAD_SITE_URL)}")
CSRF_TRUSTED_ORIGINS = [MUSNAD_SITE_URL]
ROOT_URLCONF = "musnad.config.urls"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "musnad.press",
    "musnad.letters",
    "musnad.newsstand",
    "musnad.wire",
    "musnad.search",
    "musnad.newsroom",
    "musnad.ledger",
    "wagtail.contrib.settings",
    "wagtail.contrib.simple_translation",
    "wagtail.contrib.table_block",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.locales",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_filters",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "musnad.newsroom.transactions.AtomicEdits",  # innermost: see its docstring
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    }
]

EMBEDDED_DATABASE = {
    "ENGINE": "django.db.backends.sqlite3",
    "NAME": MUSNAD_HOME / "musnad.sqlite3",
    "OPTIONS": {
        # A writer takes its lock when it begins, so that it waits for another instead of failing half-way.
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
    },
    "TEST": {"NAME": MUSNAD_HOME / "test.sqlite3"},
}
DATABASES = {"default": read.database("DATABASE_URL", EMBEDDED_DATABASE)}
if DATABASES["default"] is not EMBEDDED_DATABASE:
    INSTALLED_APPS.append("django.contrib.postgres")  # Wagtail's search on PostgreSQL needs it

CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
    # Wagtail would remember sizes of pictures in this process that another one has since replaced.
    "renditions": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"},
}

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in ("UserAttributeSimilarityValidator", "MinimumLengthValidator", "CommonPasswordValidator")
]

SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = MUSNAD_SITE_URL.startswith("https://")
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "SAMEORIGIN"  # the newsroom shows its own previews in a frame

LANGUAGE_CODE = "ar"
LANGUAGES = [("ar", _("Arabic")), ("en", _("English"))]
TIME_ZONE = read.text("MUSNAD_TIME_ZONE", "Asia/Beirut")
USE_I18N = True
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = MUSNAD_HOME / "static"
MEDIA_URL = "/newsroom/media/"
MEDIA_ROOT = MUSNAD_HOME / "media"
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000  # Wagtail's advice: a long story has many blocks

# --- Mail ----------------------------------------------------------------------------------------------------------

_mail = read_mail(read, MUSNAD_HOME / "mail")
EMAIL_BACKEND = _mail.backend
EMAIL_HOST, EMAIL_PORT = _mail.host, _mail.port
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = _mail.user, _mail.password
EMAIL_USE_TLS, EMAIL_USE_SSL = _mail.tls == "starttls", _mail.tls == "tls"
EMAIL_TIMEOUT = _mail.timeout
EMAIL_FILE_PATH = _mail.folder
ANYMAIL = _mail.provider
MUSNAD_MAIL_FROM = DEFAULT_FROM_EMAIL = SERVER_EMAIL = read_sender(read, "MUSNAD_MAIL_FROM", MUSNAD_SITE_URL)
MUSNAD_MAIL_BOUNCES = read_bounces(read, "MUSNAD_MAIL_BOUNCES")
MUSNAD_LETTERS_RATE = read.seconds("MUSNAD_LETTERS_RATE", 0)
MUSNAD_LETTERS_DOMAIN_RATE = read.seconds("MUSNAD_LETTERS_DOMAIN_RATE", 0)
MUSNAD_LETTERS_LINES = read.seconds("MUSNAD_LETTERS_LINES", 4) or 1
MUSNAD_LETTERS_RETRY = read.seconds("MUSNAD_LETTERS_RETRY", 60)
MUSNAD_LETTERS_GIVE_UP = read.seconds("MUSNAD_LETTERS_GIVE_UP", 24)
if ANYMAIL:
    INSTALLED_APPS.append("anymail")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {
        "handlers": ["stderr"],
        "level": read.one_of("MUSNAD_LOG_LEVEL", "WARNING", ("DEBUG", "INFO", "WARNING", "ERROR")),
    },
    "loggers": {"musnad": {"level": "DEBUG" if DEBUG else "INFO"}},
}

# --- Wagtail -----------------------------------------------------------------------------------------------------

WAGTAIL_SITE_NAME = "مُسنَد"
WAGTAILADMIN_BASE_URL = MUSNAD_SITE_URL
WAGTAIL_I18N_ENABLED = True
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
WAGTAILADMIN_PERMITTED_LANGUAGES = [("ar", "العربية"), ("en", "English")]
WAGTAIL_ALLOW_UNICODE_SLUGS = True
# Two files among the zones of Debian are none, and browsers refuse them.
WAGTAIL_USER_TIME_ZONES = sorted(available_timezones() - {"localtime", "Factory"})
WAGTAIL_GRAVATAR_PROVIDER_URL = None  # an editor's picture must not be asked of a third party
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAILIMAGES_IMAGE_MODEL = "newsroom.NewsImage"
WAGTAILIMAGES_EXTENSIONS = ["avif", "gif", "jpg", "jpeg", "png", "webp"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 30 * 1024 * 1024
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "musnad.newsroom.searching"}}
WAGTAILEMBEDS_FINDERS: list[dict[str, str]] = []  # posts are kept as local cards; nothing is asked of a platform
WAGTAILADMIN_EXTERNAL_LINK_CONVERSION = "exact"

SILENCED_SYSTEM_CHECKS: list[str] = []
