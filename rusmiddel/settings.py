"""Settings come from the environment; what is unsafe has no default."""

from pathlib import Path

import environ
from celery.schedules import crontab
from csp.constants import NONE, SELF

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()

DEBUG = env.bool("DEBUG", default=False)
# ./dev demo: made-up people, users whose password is 'demo', plain http; only this machine (see checks.py).
DEMO = env.bool("DEMO", default=False)
SECRET_KEY = env.str("SECRET_KEY")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["127.0.0.1", "localhost"])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])

# Fernet keys, newest first: the first encrypts, all decrypt (key rotation).
FIELD_KEYS = env.list("FIELD_KEYS")
# Key of the search hash of CPR numbers; changing it means rehashing all of them.
SEARCH_KEY = env.str("SEARCH_KEY")

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.postgres",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.forms",
    "django_htmx",
    "simple_history",
    "rusmiddel",
    "rusmiddel.access",
    "rusmiddel.standards",
    "rusmiddel.deadlines",
    "rusmiddel.letters",
    "rusmiddel.health",
    "cases",
    "offers",
    "visitation",
    "rights",
    "complaints",
    "reporting",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    # Before whoever is signed out is sent to sign in: what they typed goes with them.
    "cases.drafting.KeepTypedMiddleware",
    "rusmiddel.access.signin.middleware.SessionLimitsMiddleware",
    "rusmiddel.access.signin.middleware.KeepTypedTextMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
    "rusmiddel.access.middleware.ReadLogMiddleware",
    "rusmiddel.standards.middleware.StandardNeededMiddleware",
    "cases.middleware.AskOnceMiddleware",
    "cases.middleware.ElsewhereMiddleware",
]

ROOT_URLCONF = "rusmiddel.urls"
WSGI_APPLICATION = "rusmiddel.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "rusmiddel.navigation.navigation",
                "rusmiddel.access.signin.context.session_limits",
            ],
            "builtins": ["rusmiddel.templatetags.danish"],
        },
    }
]
FORM_RENDERER = "rusmiddel.forms.DanishFormRenderer"

DATABASES = {"default": env.db_url("DATABASE_URL")}
DATABASES["default"]["CONN_MAX_AGE"] = 60
DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
# A database that is gone is reported within seconds instead of hanging every page.
DATABASES["default"].setdefault("OPTIONS", {}).setdefault("connect_timeout", 3)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Codes that have been used; in the database, so that no process takes one twice.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "access_cache",
        "OPTIONS": {"MAX_ENTRIES": 10_000},
    }
}

REDIS_URL = env.str("REDIS_URL")
CELERY_BROKER_URL = REDIS_URL
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TIMEZONE = "Europe/Copenhagen"
CELERY_BEAT_SCHEDULE = {
    "watch": {"task": "rusmiddel.deadlines.tasks.watch", "schedule": crontab(minute=0)},
    "reconcile": {"task": "rusmiddel.deadlines.tasks.reconcile", "schedule": crontab(hour=2, minute=30)},
    # Just before the watch, so that a case on too late an agenda is warned of within the hour.
    "fill_agendas": {"task": "visitation.tasks.fill_agendas", "schedule": crontab(minute=55)},
    # A little before the watch, so that its warnings reach whoever has the cases from that day.
    "move_caseloads": {"task": "cases.tasks.move_caseloads", "schedule": crontab(minute=50)},
    "close_complaint_windows": {
        "task": "visitation.tasks.close_complaint_windows",
        "schedule": crontab(hour=1, minute=10),
    },
    "close_access_complaint_windows": {
        "task": "rights.tasks.close_complaint_windows",
        "schedule": crontab(hour=1, minute=15),
    },
    # What a killed worker left half done, or a broker never heard of.
    "resume_rights": {"task": "rights.tasks.resume", "schedule": crontab(minute="*/5")},
    "exchange_digital_post": {
        "task": "visitation.tasks.exchange_digital_post",
        "schedule": crontab(minute="*/5"),
    },
    "resume_letter_batches": {
        "task": "visitation.tasks.resume_letter_batches",
        "schedule": crontab(minute="*/5"),
    },
    "clear_sign_in": {
        "task": "rusmiddel.access.tasks.clear_sign_in",
        "schedule": crontab(hour=3, minute=20),
    },
    "clear_drafts": {"task": "cases.tasks.clear_drafts", "schedule": crontab(hour=3, minute=25)},
    # Thrown away when no worker takes it, or a worker that comes back would have a pile of them.
    "pulse": {"task": "rusmiddel.health.tasks.pulse", "schedule": 10, "options": {"expires": 30}},
}

AUTH_USER_MODEL = "access.User"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "access:sign_in"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "access:sign_in"

# Everybody proves themselves with a code or a passkey beside the password.
REQUIRE_SECOND_FACTOR = env.bool("REQUIRE_SECOND_FACTOR", default=not (DEBUG or DEMO))
# So many wrong tries under one name from one address, and none counts for so many minutes.
LOCKOUT_TRIES = env.int("LOCKOUT_TRIES", default=5)
LOCKOUT_MINUTES = env.int("LOCKOUT_MINUTES", default=15)
# How many of the municipality's own proxies a request comes through; they say whom they heard from.
PROXIES = env.int("PROXIES", default=0 if DEBUG or DEMO else 1)
# The municipality's own sign-in (OpenID Connect); none where there is no address.
OIDC_ISSUER = env.str("OIDC_ISSUER", default="")
OIDC_CLIENT_ID = env.str("OIDC_CLIENT_ID", default="rusmiddel")
OIDC_CLIENT_SECRET = env.str("OIDC_CLIENT_SECRET", default="")
# Where the provider says what somebody works as, and which of its words is which role.
OIDC_ROLES_CLAIM = env.str("OIDC_ROLES_CLAIM", default="roles")
OIDC_ROLES = env.dict("OIDC_ROLES", default={})
OIDC_USERNAME_CLAIM = env.str("OIDC_USERNAME_CLAIM", default="preferred_username")

ACCOUNT_ADAPTER = "rusmiddel.access.signin.adapters.AccountAdapter"
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_FORMS = {"reauthenticate": "rusmiddel.access.signin.forms.PasswordAgain"}
ACCOUNT_LOGIN_METHODS = {"username"}
# The lock-out counts in the database instead, over all processes and where an administrator can see it.
ACCOUNT_RATE_LIMITS = False
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
SOCIALACCOUNT_ADAPTER = "rusmiddel.access.signin.adapters.MunicipalAdapter"
# A link: a form would have to be let out to another site.
SOCIALACCOUNT_LOGIN_ON_GET = True
SOCIALACCOUNT_PROVIDERS = {
    "openid_connect": {
        "OAUTH_PKCE_ENABLED": True,
        "APPS": [
            {
                "provider_id": "kommunen",
                "name": "Kommunens login",
                "client_id": OIDC_CLIENT_ID,
                "secret": OIDC_CLIENT_SECRET,
                "settings": {"server_url": OIDC_ISSUER},
            }
        ]
        if OIDC_ISSUER
        else [],
    }
}
MFA_ADAPTER = "rusmiddel.access.signin.adapters.SecondFactorAdapter"
MFA_FORMS = {
    "authenticate": "rusmiddel.access.signin.forms.CodeForm",
    "reauthenticate": "rusmiddel.access.signin.forms.CodeAgainForm",
    "activate_totp": "rusmiddel.access.signin.forms.SetUpAppForm",
    "add_webauthn": "rusmiddel.access.signin.forms.AddPasskeyForm",
}
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
# Codes of the half minute before and after count too: people type slowly, and telephones' clocks differ.
MFA_TOTP_TOLERANCE = 1
# Only where the browser itself calls plain http safe: on this machine.
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = DEBUG or DEMO

LANGUAGE_CODE = "da"
TIME_ZONE = "Europe/Copenhagen"
USE_I18N = True
USE_TZ = True

# What goes wrong goes to standard error, in production too, without what the exception says.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "discreet": {
            "()": "rusmiddel.logs.DiscreetFormatter",
            "format": "%(asctime)s %(levelname)s %(name)s %(message)s",
        }
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "discreet"}},
    "loggers": {"django.request": {"handlers": ["console"], "level": "ERROR", "propagate": False}},
}

STATIC_URL = "static/"
STATIC_ROOT = BASE_DIR / ".local" / "static"
STATICFILES_DIRS = [BASE_DIR / "rusmiddel" / "static", BASE_DIR / ".local" / "vendor"]
# While developing and testing, files are served from where they lie; nothing need be collected first.
WHITENOISE_AUTOREFRESH = WHITENOISE_USE_FINDERS = DEBUG
# What is put on a case, in a folder that no web server serves, or in a bucket of an S3-compatible store.
ATTACHMENT_ROOT = env.str("ATTACHMENT_ROOT", default=str(BASE_DIR / ".local" / "attachments"))
ATTACHMENT_BUCKET = env.str("ATTACHMENT_BUCKET", default="")
ATTACHMENT_ENDPOINT = env.str("ATTACHMENT_ENDPOINT", default="")
# The types that are taken, by the keys of cases/file_types.py, and how large one file may be.
ATTACHMENT_TYPES = env.list(
    "ATTACHMENT_TYPES", default=["pdf", "jpeg", "png", "heic", "docx", "xlsx", "odt", "ods"]
)
ATTACHMENT_MEGABYTES = env.int("ATTACHMENT_MEGABYTES", default=20)
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        # Names with a hash in them, so that a browser may keep a file for ever.
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
    "attachments": {
        "BACKEND": "storages.backends.s3.S3Storage",
        "OPTIONS": {
            "bucket_name": ATTACHMENT_BUCKET,
            "endpoint_url": ATTACHMENT_ENDPOINT or None,
            "default_acl": "private",
            "file_overwrite": False,
        },
    }
    if ATTACHMENT_BUCKET
    else {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {
            "location": ATTACHMENT_ROOT,
            # Nobody but the system's own user, whatever the machine's mask.
            "file_permissions_mode": 0o600,
            "directory_permissions_mode": 0o700,
        },
    },
}

# What the window of the municipality's envelopes shows of an A4 sheet, in mm: left, top, width, height.
LETTER_WINDOW = env.list("LETTER_WINDOW", cast=float, default=[20.0, 45.0, 90.0, 35.0])

# The folders shared with the municipality's own distribution of Digital Post; none where it has none.
DIGITAL_POST_OUTBOX = env.str("DIGITAL_POST_OUTBOX", default="")
DIGITAL_POST_INBOX = env.str("DIGITAL_POST_INBOX", default="")
DIGITAL_POST_VERSION = env.str("DIGITAL_POST_VERSION", default="1.2")
DIGITAL_POST_CVR = env.str("DIGITAL_POST_CVR", default="")
DIGITAL_POST_SYSTEM = env.str("DIGITAL_POST_SYSTEM", default="Rusmiddel")
# Shown in the reader's inbox and in its notices, so it says nothing of what the letter is about.
DIGITAL_POST_LABEL = env.str("DIGITAL_POST_LABEL", default="Brev fra kommunen")
# The component's words for what became of a message, and which failures say that the reader has none.
SF1601_OUTCOMES = {
    "modtaget digital post": "sent",
    "afleveret digital post": "delivered",
    "fejlet": "failed",
    "fritaget": "exempt",
}
DIGITAL_POST_OUTCOMES = env.dict("DIGITAL_POST_OUTCOMES", default=SF1601_OUTCOMES)
DIGITAL_POST_EXEMPT_CODES = env.list("DIGITAL_POST_EXEMPT_CODES", default=[])
# After how many days without a receipt a message is somebody's work.
DIGITAL_POST_RECEIPT_DAYS = env.int("DIGITAL_POST_RECEIPT_DAYS", default=2)

# How long emergency access to a case that is not one's own lasts.
EMERGENCY_ACCESS_HOURS = env.int("EMERGENCY_ACCESS_HOURS", default=8)
# How long after a talk, a decision or a letter those who had it in hand still see the case.
NEED_TO_KNOW_DAYS = env.int("NEED_TO_KNOW_DAYS", default=30)

# How long what was typed about nobody's case yet, and never sent, is kept.
DRAFT_DAYS = env.int("DRAFT_DAYS", default=90)
# How many days a citizen has to answer a hearing before a decision; the law names no number.
HEARING_DAYS = env.int("HEARING_DAYS", default=14)
# How many days a citizen may ask for written reasons after being told, and the centre takes to give them.
REASONS_REQUEST_DAYS = env.int("REASONS_REQUEST_DAYS", default=14)
REASONS_ANSWER_DAYS = env.int("REASONS_ANSWER_DAYS", default=14)
# How many days whoever decides on a recommendation has to answer it.
RECOMMENDATION_DAYS = env.int("RECOMMENDATION_DAYS", default=14)
# Which kinds of decision a second person approves before they are made.
SECOND_PERSON_FOR = env.list("SECOND_PERSON_FOR", default=["termination", "expulsion"])
# A complaint is looked at again by another than the one who decided.
COMPLAINTS_REASSESSED_BY_ANOTHER = env.bool("COMPLAINTS_REASSESSED_BY_ANOTHER", default=False)
# The municipality's own file of how long each kind is kept; without one, rights/retention.toml.
RETENTION_RULES = env.str("RETENTION_RULES", default="")
# The most that one list of what is to be destroyed holds: two persons look at every line of it.
DESTRUCTION_LIST_SIZE = env.int("DESTRUCTION_LIST_SIZE", default=100)

EMAIL_CONFIG = env.email_url("EMAIL_URL", default="consolemail://")
vars().update(EMAIL_CONFIG)
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="rusmiddel@localhost")
# A row is locked while its mail is sent; a silent mail server may not hold it for ever.
EMAIL_TIMEOUT = 20
# Where the mails tell staff to sign in.
SITE_URL = env.str("SITE_URL", default="http://127.0.0.1:8000/")

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}
CSRF_FAILURE_VIEW = "cases.views.drafts.refused_form"
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_HTTPONLY = True
SESSION_ENGINE = "rusmiddel.access.signin.store"
# Signed out after so many minutes without a click, and after so many hours however busy.
SESSION_IDLE_MINUTES = env.int("SESSION_IDLE_MINUTES", default=30)
SESSION_HOURS = env.int("SESSION_HOURS", default=10)
SESSION_COOKIE_AGE = SESSION_IDLE_MINUTES * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
# Try-out runs on plain http on the machine itself; everything else is https.
HTTPS = env.bool("HTTPS", default=not DEBUG)
SECURE_SSL_REDIRECT = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = 31536000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_HSTS_PRELOAD = HTTPS
SESSION_COOKIE_SECURE = HTTPS
CSRF_COOKIE_SECURE = HTTPS
