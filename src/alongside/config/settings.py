"""Django settings. What an installation may change comes from the environment (docs/reference/settings.md)."""

from __future__ import annotations

import base64
import hashlib
import sys
from pathlib import Path

import structlog
from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from alongside.config import env, keys

PACKAGE = Path(__file__).resolve().parent.parent
VAR = Path(env.text("ALONGSIDE_VAR", "var")).resolve()

DEBUG = env.flag("ALONGSIDE_DEBUG", False)
DEMO_MODE = env.flag("ALONGSIDE_DEMO", False)
"""Demo accounts can sign in and a banner says that everyone is invented."""

TESTING = env.flag("ALONGSIDE_TESTING", "pytest" in sys.modules)
SECRET_KEY = env.text("ALONGSIDE_SECRET_KEY")
FIELD_KEYS = env.names("ALONGSIDE_FIELD_KEYS", "")
"""Keys for encrypted fields as `id:base64`, newest first; older ones stay to read what they wrote."""
INDEX_KEYS = env.names("ALONGSIDE_INDEX_KEY", "")
"""Keys of blind indexes as `id:base64`, newest first; a single one may go without its id."""
READ_KEYS = keys.read_again if keys.file_in_use() else None
"""Reads both anew where they come from a file of ours, so that a running process takes up a new key."""
TRAIL_KEYS = env.names("ALONGSIDE_TRAIL_KEYS", "")
"""Keys that sign the trail as `id:base64`, newest first; older ones stay to check what they signed."""
ANCHORS_FOLDER = env.text("ALONGSIDE_ANCHORS")
"""Where each day's signed root of the trail is added to a file, best on another machine or a disk that only grows."""
if TESTING:
    TRAIL_KEYS = TRAIL_KEYS or ["t1:" + base64.b64encode(hashlib.sha256(b"trail").digest()).decode()]
    SECRET_KEY = SECRET_KEY or "only-for-tests-" * 4
    FIELD_KEYS = FIELD_KEYS or ["t1:" + base64.b64encode(hashlib.sha256(b"tests").digest()).decode()]
    INDEX_KEYS = INDEX_KEYS or ["i1:" + base64.b64encode(hashlib.sha256(b"index").digest()).decode()]
if not (SECRET_KEY and FIELD_KEYS and INDEX_KEYS):
    raise env.BadSetting(
        "ALONGSIDE_SECRET_KEY, ALONGSIDE_FIELD_KEYS and ALONGSIDE_INDEX_KEY must be set. "
        "`make run` and `alongside serve` make them in var/keys.env the first time."
    )

ALLOWED_HOSTS = env.names("ALONGSIDE_HOSTS", "127.0.0.1,localhost,[::1]")
CSRF_TRUSTED_ORIGINS = env.names("ALONGSIDE_ORIGINS", "")
SECURE = env.flag("ALONGSIDE_HTTPS", False)
"""Served over HTTPS: secure cookies, HSTS, and the proxy's X-Forwarded-Proto is trusted."""
WITHOUT_LOOKS = env.flag("ALONGSIDE_MEASURE_WITHOUT_LOOKS", False)
"""Only for `make bench`, to say what a look costs: looks are not written. Refused wherever anybody could be real."""
if WITHOUT_LOOKS and (SECURE or not DEMO_MODE):
    raise env.BadSetting(
        "ALONGSIDE_MEASURE_WITHOUT_LOOKS is for measuring with invented people and nothing else."
    )

INSTALLED_APPS = [
    "alongside.kernel",
    "alongside.audit",
    "alongside.accounts",
    "alongside.access",
    "alongside.organisation",
    "alongside.datamap",
    "alongside.approvals",
    "alongside.people",
    "alongside.restrictions",
    "alongside.corrections",
    "alongside.consents",
    "alongside.referrals",
    "alongside.enrolments",
    "alongside.caseload",
    "alongside.oversight",
    "alongside.plans",
    "alongside.assessments",
    "alongside.housing",
    "alongside.network",
    "alongside.crisis",
    "alongside.daily",
    "alongside.reminders",
    "alongside.fidelity",
    "alongside.scales",
    "alongside.documents",
    "alongside.reviews",
    "alongside.contacts",
    "alongside.liaison",
    "alongside.meetings",
    "alongside.outreach",
    "alongside.calendar",
    "alongside.checklists",
    "alongside.bridges",
    "alongside.attention",
    "alongside.oncall",
    "alongside.evaluation",
    "alongside.numbers",
    "alongside.paper",
    "alongside.phrases",
    "alongside.services",
    "alongside.retention",
    "alongside.rights",
    "alongside.web",
    "alongside.interop",
    "alongside.demo",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.forms",
    "simple_history",
    "django_htmx",
    "django_cotton.apps.SimpleAppConfig",
    "csp",
    "django_tasks",
    "django_tasks_db",
    "allauth",
    "allauth.account",
]

MIDDLEWARE = [
    "alongside.web.middleware.Headers",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    # Pages go out compressed, with padding of random length against guessing what they hold (BREACH).
    "django.middleware.gzip.GZipMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "alongside.web.bounds.Bounds",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "alongside.web.middleware.RequestActor",
    "alongside.web.middleware.RulesAnswered",
]

ROOT_URLCONF = "alongside.config.urls"
WSGI_APPLICATION = "alongside.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [PACKAGE / "web" / "templates"],
        "OPTIONS": {
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    [
                        "django_cotton.cotton_loader.Loader",
                        "django.template.loaders.filesystem.Loader",
                        "django.template.loaders.app_directories.Loader",
                    ],
                )
            ],
            "builtins": ["django_cotton.templatetags.cotton"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "alongside.web.chrome.chrome",
                "alongside.web.phrases.hands.hands",
            ],
        },
    }
]
FORM_RENDERER = "alongside.web.rendering.HouseFormRenderer"

DATABASES = {"default": env.database(env.text("DATABASE_URL", f"sqlite:///{VAR / 'alongside.sqlite3'}"))}
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
JOBS_AT_ONCE = TESTING
"""In tests a background job is carried out as soon as its transaction holds, without a worker."""
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "allauth.account.auth_backends.AuthenticationBackend",
]
if DEMO_MODE:
    AUTHENTICATION_BACKENDS.append("alongside.demo.sign_in.TryOutBackend")
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
if TESTING:
    PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "alongside.organisation.passwords.HouseWordsValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "today"
ACCOUNT_ADAPTER = "alongside.accounts.adapter.ClosedSignUp"
ACCOUNT_FORMS = {"login": "alongside.web.account.forms.SignInForm"}
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_RATE_LIMITS = {"login": False, "login_failed": False, "reset_password": "20/m/ip"}
"""Tries at the door are counted in the database, for all processes (`accounts.throttle`)."""
SECOND_FACTOR_REQUIRED = env.flag("ALONGSIDE_SECOND_FACTOR", True) and not TESTING
"""Who signs in has an app that makes codes, or a passkey; in a try-out nobody is asked."""
SECOND_FACTOR_ROLES = env.names("ALONGSIDE_SECOND_FACTOR_ROLES", "")
"""Only these roles are asked for one, on the way there; empty: everybody."""
SECOND_FACTOR_GRACE_DAYS = env.number("ALONGSIDE_SECOND_FACTOR_GRACE_DAYS", 0, least=0, most=30)
"""So many days after an account was opened it may do without one."""
OIDC = env.text("ALONGSIDE_OIDC")
"""Identity providers, as TOML (`accounts.identity.providers`)."""
SAML = env.text("ALONGSIDE_SAML")
"""The same for those that speak SAML 2.0 (`accounts.identity.saml`)."""
IDLE_LOCK = not TESTING
"""A session that is not used for some minutes locks itself. Tests travel through days in one session."""
KNOWN_COOKIE_NAME = "__Host-known" if SECURE else "known"
SILENCED_SYSTEM_CHECKS: list[str] = []

MAIL = env.mail_server("ALONGSIDE_MAIL")
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if MAIL else 'console'}.EmailBackend"
EMAIL_HOST, EMAIL_PORT = MAIL.get("host", "localhost"), MAIL.get("port", 25)
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = MAIL.get("user", ""), MAIL.get("password", "")
EMAIL_USE_SSL, EMAIL_USE_TLS = MAIL.get("ssl", False), MAIL.get("starttls", False)
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = env.text("ALONGSIDE_MAIL_FROM", "alongside@localhost")
TEXTS = env.text("ALONGSIDE_TEXTS", "folder" if DEMO_MODE else "")
"""How text messages go out: `folder`, or a service as TOML (`reminders.gateways`)."""
OUTBOX_FOLDER = VAR / "outbox"
SESSION_ENGINE = "alongside.accounts.sessions"
SESSION_COOKIE_AGE = 12 * 3600
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
SESSION_COOKIE_NAME = "__Host-session" if SECURE else "session"
CSRF_COOKIE_NAME = "__Host-csrftoken" if SECURE else "csrftoken"
CSRF_COOKIE_HTTPONLY = False
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
"""What was done is said with names in it, and a cookie would carry them through the browser."""
CSRF_FAILURE_VIEW = "alongside.web.errors.csrf_failure"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if SECURE else None
SECURE_HSTS_SECONDS = 31_536_000 if SECURE else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "object-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 12 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.MemoryFileUploadHandler"]
FILE_UPLOAD_MAX_MEMORY_SIZE = 64 * 1024 * 1024
"""What is uploaded is kept encrypted or not at all: no file that we take touches the disk in the open. How much a page
takes is a matter of its route (`web.bounds`)."""
DOCUMENT_MB = env.number("ALONGSIDE_DOCUMENT_MB", 15, least=1, most=50)
"""So large, in megabytes, a file attached to a person may be."""
EGRESS_HOSTS = env.names("ALONGSIDE_EGRESS", "")
"""The hosts `kernel.egress` may ask, by their full names; none means that nothing goes out."""
EGRESS_LOOPBACK = (TESTING or DEMO_MODE) and env.flag("ALONGSIDE_EGRESS_LOOPBACK", False)
"""Whether a provider on this very machine may be asked, without HTTPS: in tests and the demo alone."""
SCANNER = env.text("ALONGSIDE_SCANNER")
"""A virus scanner as a command that reads a file from its input; empty for none."""
KEEP_SHEETS_DAYS = env.number("ALONGSIDE_KEEP_SHEETS_DAYS", 14, least=1, most=365)
"""So long rows of a spreadsheet that were not taken in are kept, encrypted, for whoever uploaded them."""

LANGUAGE_CODE = env.text("ALONGSIDE_LANGUAGE", "da")
LANGUAGES = [("da", _("Danish")), ("en", _("English")), ("fr", _("French"))]
LANGUAGE_COOKIE_NAME = "__Host-language" if SECURE else "django_language"
LANGUAGE_COOKIE_AGE = 365 * 24 * 3600
LANGUAGE_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SECURE = SECURE
LOCALE_PATHS = [PACKAGE / "locale"]
TIME_ZONE = env.text("ALONGSIDE_TIME_ZONE", "Europe/Copenhagen")
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG or TESTING
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_KEEP_ONLY_HASHED_FILES = True

structlog.configure(
    processors=[
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.JSONRenderer(),
    ],
    cache_logger_on_first_use=True,
)
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"opaque": {"()": "alongside.web.logs.OpaqueOnly"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "filters": ["opaque"]}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
