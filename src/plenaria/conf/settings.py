"""Settings, all from the environment: one folder of data, one database address, one public address."""

import os
from datetime import timedelta
from pathlib import Path

from plenaria.conf.environment import Environment

environment = Environment.of_process()

DATA = environment.data
DEBUG = False
SECRET_KEY = environment.secret_key()
BASE_URL = environment.base_url
ROLE = environment.role
PAGE_PROCESSES = environment.processes(os.cpu_count() or 1)
TLS_AUTHORITY = environment.authority
API_LIMIT = environment.api_limit
PROXIES = environment.proxies
HOME_TIMEZONE = environment.timezone
ALLOWED_HOSTS = environment.hosts
DATABASES = {"default": environment.database()}
PACKAGE = Path(__file__).resolve().parent.parent
KIT = PACKAGE / "interfaces" / "kit"

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "plenaria.store",
]
AUTH_USER_MODEL = "store.User"
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "plenaria.interfaces.kit.languages.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "plenaria.interfaces.kit.access.AccessMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "plenaria.interfaces.kit.moved.MovedMiddleware",
]
ROOT_URLCONF = "plenaria.conf.urls"
ASGI_APPLICATION = "plenaria.conf.asgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [PACKAGE / "interfaces" / room / "templates" for room in ("kit", "desk", "hall", "register", "api")],
        "APP_DIRS": True,
        "OPTIONS": {
            "libraries": {"kit": "plenaria.interfaces.kit.templatetags.kit"},
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "plenaria.interfaces.kit.context.page",
            ],
        },
    }
]
FORM_RENDERER = "plenaria.interfaces.kit.forms.Renderer"
STATIC_URL = "/static/"
STATICFILES_DIRS = [KIT / "static"]

PAGES_KEPT = 64_000_000
"""Bytes of public pages that are kept in memory, packed: some ten thousand of them."""

LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("es", "Español"), ("ru", "Русский")]
LOCALE_PATHS = [PACKAGE / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

# Nothing inline, nothing from elsewhere: a page of a resolution is read in ministries and on old phones alike.
SECURE_CSP = {
    "default-src": ["'self'"],
    "img-src": ["'self'", "data:"],
    "object-src": ["'none'"],
    "base-uri": ["'none'"],
    "frame-ancestors": ["'none'"],
    "form-action": ["'self'"],
}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = environment.secure
SESSION_COOKIE_AGE = int(timedelta(days=30).total_seconds())
CSRF_TRUSTED_ORIGINS = [environment.base_url]
X_FRAME_OPTIONS = "DENY"
DATA_UPLOAD_MAX_MEMORY_SIZE = 4_000_000
FILE_UPLOAD_MAX_MEMORY_SIZE = 4_000_000
# A paper that is being corrected sends four fields for each clause.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000

AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/desk/"
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_REQUIRED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = 5
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ACCOUNT_EMAIL_VERIFICATION = "none"
# Otherwise anybody could have mail sent from here to any address.
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_FORMS = {
    "request_login_code": "plenaria.interfaces.kit.entrance.AddressForm",
    "confirm_login_code": "plenaria.interfaces.kit.entrance.CodeForm",
}
ACCOUNT_ADAPTER = "plenaria.interfaces.kit.accounts.AccountAdapter"
# A hall is one address for five hundred people: limits are kept by account, never by address alone.
ACCOUNT_RATE_LIMITS = {"login_failed": "10/m/key", "request_login_code": "10/h/key"}

MAILERS = {"default": environment.mailer()}
DEFAULT_FROM_EMAIL = environment.sender
RETURN_PATH = environment.return_path
IMAP_URL = environment.imap_url
IMAP_PASSWORD = environment.imap_password
IMAP_MOVE_TO = environment.imap_move_to

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
