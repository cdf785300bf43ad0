import pytest
from cryptography.fernet import Fernet
from django.test import override_settings

from rusmiddel.checks import refuse_unsafe_settings, settings_are_safe

STRONG = "kN3xvT0qWm7ZrLs9Yc2HbEfJpUaDgQi5"
SAFE = {
    "DEBUG": False,
    "DEMO": False,
    "HTTPS": True,
    "SECRET_KEY": STRONG,
    "SEARCH_KEY": STRONG[::-1],
    "FIELD_KEYS": [Fernet.generate_key().decode()],
    "ALLOWED_HOSTS": ["rusmiddel.example.dk"],
    "SITE_URL": "https://rusmiddel.example.dk/",
    "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
    "DATABASES": {"default": {"HOST": "db", "USER": "rusmiddel", "NAME": "rusmiddel", "PASSWORD": STRONG}},
    "REQUIRE_SECOND_FACTOR": True,
    "OIDC_ISSUER": "",
    "OIDC_ROLES": {},
    "REDIS_URL": f"redis://:{STRONG}@redis:6379/0",
}


def database(**changes: str) -> dict:
    return {"DATABASES": {"default": SAFE["DATABASES"]["default"] | changes}}


def provider(**changes: object) -> dict:
    return {"OIDC_ISSUER": "https://login.example.dk", "OIDC_ROLES": {"a": "caseworker"}} | changes


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ({}, []),
        ({"SECRET_KEY": "short"}, ["rusmiddel.E010"]),
        ({"SEARCH_KEY": "a" * 60}, ["rusmiddel.E010"]),
        ({"SEARCH_KEY": STRONG}, ["rusmiddel.E011"]),
        (database(PASSWORD=""), ["rusmiddel.E012"]),
        (database(PASSWORD="rusmiddel"), ["rusmiddel.E012"]),
        (database(PASSWORD="postgres"), ["rusmiddel.E012"]),
        (database(PASSWORD="", HOST="/var/run/postgresql"), []),
        (database(PASSWORD="", HOST=""), []),
        ({"REDIS_URL": "redis://redis:6379/0"}, ["rusmiddel.E013"]),
        ({"REDIS_URL": "unix:///run/valkey.sock"}, []),
        ({"HTTPS": False}, ["rusmiddel.E020"]),
        ({"ALLOWED_HOSTS": ["*"]}, ["rusmiddel.E021"]),
        ({"ALLOWED_HOSTS": []}, ["rusmiddel.E021"]),
        ({"EMAIL_BACKEND": "django.core.mail.backends.console.EmailBackend"}, ["rusmiddel.E022"]),
        ({"SITE_URL": "http://rusmiddel.example.dk/"}, ["rusmiddel.E023"]),
        ({"SITE_URL": "https://127.0.0.1:8000/"}, ["rusmiddel.E023"]),
        ({"REQUIRE_SECOND_FACTOR": False}, ["rusmiddel.W001"]),
        (provider(), []),
        (provider(OIDC_ISSUER="http://login.example.dk"), ["rusmiddel.E024"]),
        (provider(OIDC_ROLES={"a": "superuser"}), ["rusmiddel.E025"]),
        (provider(OIDC_ROLES={}), ["rusmiddel.E026"]),
        ({"DEBUG": True}, ["rusmiddel.E014"]),
        ({"DEMO": True}, ["rusmiddel.E014"]),
        ({"DEMO": True, "HTTPS": False, "ALLOWED_HOSTS": ["127.0.0.1", "localhost"]}, []),
    ],
)
def test_unsafe_settings_are_found(monkeypatch, changes, found):
    monkeypatch.setattr("rusmiddel.checks.settings", type("Settings", (), SAFE | changes))
    assert [message.id for message in settings_are_safe(None)] == found


@override_settings(DEBUG=False, DEMO=True, ALLOWED_HOSTS=["rusmiddel.example.dk"])
def test_a_process_with_unsafe_settings_does_not_start():
    with pytest.raises(SystemExit, match=r"(?s)usikre indstillinger.*rusmiddel\.example\.dk"):
        refuse_unsafe_settings()


@override_settings(DEBUG=False, DEMO=True, HTTPS=False, ALLOWED_HOSTS=["127.0.0.1", "localhost"])
def test_a_demo_on_this_machine_starts():
    refuse_unsafe_settings()
