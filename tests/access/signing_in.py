"""Signing in the way people do, for the tests of the door."""

from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from django.urls import reverse
from django.utils import timezone

from tests.access.conftest import PASSWORD

SIGN_IN = reverse("access:sign_in")
CODE = reverse("mfa_authenticate")


def give_app(user):
    """An app with codes; returns its secret."""
    secret = generate_totp_secret()
    TOTP.activate(user, secret)
    return secret


def code_of(secret, *, steps=0):
    """What the app shows now, or so many half minutes later."""
    counter = int(timezone.now().timestamp()) // 30 + steps
    return format_hotp_value(hotp_value(secret, counter))


def sign_in(client, username, password=PASSWORD, **options):
    return client.post(SIGN_IN, {"username": username, "password": password}, **options)
