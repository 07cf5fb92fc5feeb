"""Every deployment setting, read from the environment; what a county may decide is policy, never a setting."""

import os
from pathlib import Path

from zhucun.config.database import database_from_url
from zhucun.config.secrets import field_keys, secret_key

BASE = Path(__file__).resolve().parent.parent
DATA_DIR = Path(os.environ.get("ZHUCUN_DATA_DIR", Path.home() / ".local" / "share" / "zhucun"))

DEBUG = os.environ.get("ZHUCUN_DEBUG", "") == "1"
ALLOWED_HOSTS = os.environ.get("ZHUCUN_ALLOWED_HOSTS", "127.0.0.1,localhost,[::1]").split(",")
CSRF_TRUSTED_ORIGINS = [origin for origin in os.environ.get("ZHUCUN_TRUSTED_ORIGINS", "").split(",") if origin]
SECRET_KEY = secret_key(DATA_DIR)
FIELD_KEYS = field_keys(DATA_DIR)  # {key id: 32 bytes}; the first one encrypts, all of them decrypt

DATABASES = {"default": database_from_url(os.environ.get("ZHUCUN_DATABASE_URL") or f"sqlite:///{DATA_DIR}/zhucun.db")}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    "zhucun.acts",
    "zhucun.web",
    "zhucun.files",
    "zhucun.org",
    "zhucun.policy",
    "zhucun.dispatch",
    "zhucun.records",
    "zhucun.training",
    "zhucun.six_ones",
    "zhucun.oversight",
    "zhucun.incentives",
    "zhucun.reports",
    "zhucun.desk",
    "zhucun.mobile",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "zhucun.org.accounts.middleware.ActorMiddleware",
    "zhucun.web.errors.said_of_presses",
]
ROOT_URLCONF = "zhucun.config.urls"
SCHEDULE = "zhucun.config.schedule"  # the timed jobs
WSGI_APPLICATION = "zhucun.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE],  # a page's template lies beside its view: web/pages/base.html
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "zhucun.config.frame.frame",
            ],
            "builtins": ["zhucun.web.templatetags.zhucun", "django.templatetags.static"],
        },
    }
]

AUTH_USER_MODEL = "org.Account"
AUTHENTICATION_BACKENDS = ["django.contrib.auth.backends.ModelBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
CSRF_FAILURE_VIEW = "zhucun.web.errors.stale_form"
LOGIN_URL = "accounts:log_in"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "accounts:log_in"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 20 * 60  # R-SEC-02: the desk logs out after 20 idle minutes
SESSION_SAVE_EVERY_REQUEST = False  # ActorMiddleware refreshes it once in five minutes instead
WRONG_TRIES_PER_ADDRESS = int(os.environ.get("ZHUCUN_WRONG_TRIES_PER_ADDRESS", 60))  # an office shares one address
CLIENT_ADDRESS_HEADER = os.environ.get("ZHUCUN_CLIENT_ADDRESS_HEADER", "")  # set by the proxy in front, as X-Real-IP
HTTPS = os.environ.get("ZHUCUN_HTTPS", "") == "1"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None  # it ends at the proxy in front
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_REFERRER_POLICY = "same-origin"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "object-src": ["'none'"],
        "base-uri": ["'self'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
    }
}

LANGUAGE_CODE = "zh-hans"
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
MEDIA_ROOT = DATA_DIR / "files"  # never served by address: downloads go through a logged act
STATICFILES_DIRS: list[Path] = []
WHITENOISE_USE_FINDERS = True
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "zhucun.web.static_files.HashedStaticFiles"},
}
FILE_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5_000

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"without_slips": {"()": "zhucun.config.logs.WithoutSlips"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "filters": ["without_slips"]}},
    "root": {"handlers": ["stderr"], "level": os.environ.get("ZHUCUN_LOG_LEVEL", "WARNING")},
}
