import pytest

from rusmiddel.access.enums import Role
from rusmiddel.access.models import User

PASSWORD = "meget-hemmelig-adgangskode"


@pytest.fixture(autouse=True)
def _quick_passwords(settings):
    """Scrambling a password properly takes half a second, and these tests sign in a lot."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def make_user(db):
    """A user with the roles; the name is the user name with a capital letter."""

    def make(username, *roles, **facts):
        return User.objects.create_user(username, PASSWORD, name=username.title(), roles=list(roles), **facts)

    return make


@pytest.fixture
def administrator(make_user):
    return make_user("asta", Role.ADMINISTRATOR)


@pytest.fixture
def second_administrator(make_user):
    return make_user("bo", Role.ADMINISTRATOR)


@pytest.fixture
def caseworker(make_user):
    return make_user("mette", Role.CASEWORKER)
