"""System checks that refuse settings under which people's secrets would not be safe.

Web, worker and beat run them before they begin, so that an unsafe system does not start at all.
"""

from collections.abc import Iterator
from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, Warning, register, run_checks

from rusmiddel.access.enums import Role

LOOPBACK = {"127.0.0.1", "localhost", "[::1]", "::1", "testserver"}
SMTP = "django.core.mail.backends.smtp.EmailBackend"
SHORTEST_SECRET = 32
SHORTEST_PASSWORD = 12


def refuse_unsafe_settings() -> None:
    """Stop this process, saying why, when a check finds an error."""
    errors = [message for message in run_checks(tags=[Tags.security]) if message.is_serious()]
    if errors:
        raise SystemExit("\n".join(["Rusmiddel starter ikke med usikre indstillinger:", *map(str, errors)]))


@register(Tags.security)
def settings_are_safe(app_configs: object, **_kwargs: object) -> list[CheckMessage]:
    """A try-out and production are safe for different reasons."""
    return list(on_this_machine() if settings.DEBUG or settings.DEMO else in_production())


def on_this_machine() -> Iterator[CheckMessage]:
    """A try-out has demo users and plain http: it may be reached from this machine only."""
    if outside := set(settings.ALLOWED_HOSTS) - LOOPBACK:
        yield Error(
            f"DEBUG eller DEMO er slået til, mens systemet kan nås som {', '.join(sorted(outside))}.",
            hint="Fjern DEBUG og DEMO, eller lad ALLOWED_HOSTS kun være 127.0.0.1 og localhost.",
            id="rusmiddel.E014",
        )


def in_production() -> Iterator[CheckMessage]:
    yield from secrets_are_strong()
    yield from database_is_closed()
    yield from broker_is_closed()
    if not settings.HTTPS:
        yield Error(
            "HTTPS er slået fra: adgangskoder og sager ville gå ukrypteret over nettet.", id="rusmiddel.E020"
        )
    if "*" in settings.ALLOWED_HOSTS or not settings.ALLOWED_HOSTS:
        yield Error("ALLOWED_HOSTS skal nævne systemets eget navn, ikke * eller intet.", id="rusmiddel.E021")
    if not settings.SITE_URL.startswith("https://") or urlsplit(settings.SITE_URL).hostname in LOOPBACK:
        yield Error(
            "SITE_URL skal være systemets egen adresse med https: den står i mails.", id="rusmiddel.E023"
        )
    yield from sign_in_is_strong()
    if settings.EMAIL_BACKEND != SMTP:
        yield Error(
            "EMAIL_URL peger ikke på en mailserver: påmindelser ville tælle som sendt uden at blive det.",
            hint="For eksempel EMAIL_URL=smtp+tls://mail.kommunen.dk:587",
            id="rusmiddel.E022",
        )


def sign_in_is_strong() -> Iterator[CheckMessage]:
    if not settings.REQUIRE_SECOND_FACTOR:
        yield Warning(
            "REQUIRE_SECOND_FACTOR er slået fra: en gættet adgangskode er nok til at læse sager.",
            id="rusmiddel.W001",
        )
    if not settings.OIDC_ISSUER:
        return
    if not settings.OIDC_ISSUER.startswith("https://"):
        yield Error("OIDC_ISSUER skal være en adresse med https.", id="rusmiddel.E024")
    if unknown := set(settings.OIDC_ROLES.values()) - set(Role.values):
        yield Error(
            f"OIDC_ROLES nævner roller, der ikke findes: {', '.join(sorted(unknown))}.",
            hint=f"Vælg mellem {', '.join(Role.values)}.",
            id="rusmiddel.E025",
        )
    if not settings.OIDC_ROLES:
        yield Error("OIDC_ROLES er tom: ingen kunne logge ind med kommunens login.", id="rusmiddel.E026")


def secrets_are_strong() -> Iterator[CheckMessage]:
    secrets = {"SECRET_KEY": settings.SECRET_KEY, "SEARCH_KEY": settings.SEARCH_KEY}
    for name, secret in secrets.items():
        if len(secret) < SHORTEST_SECRET or len(set(secret)) < SHORTEST_SECRET // 3:
            yield Error(f"{name} er for kort eller for ensformig til at holde på noget.", id="rusmiddel.E010")
    known = [*secrets.values(), *settings.FIELD_KEYS]
    if len(set(known)) < len(known):
        yield Error("SECRET_KEY, SEARCH_KEY og FIELD_KEYS skal være forskellige.", id="rusmiddel.E011")


def database_is_closed() -> Iterator[CheckMessage]:
    """Over a socket the operating system says who may come in; over the network only the password does."""
    database = settings.DATABASES["default"]
    host = database.get("HOST") or ""
    over_network = bool(host) and not host.startswith("/")
    if over_network and _is_weak(
        database.get("PASSWORD") or "", database.get("USER") or "", database["NAME"]
    ):
        yield Error("Adgangskoden i DATABASE_URL mangler eller er til at gætte.", id="rusmiddel.E012")


def broker_is_closed() -> Iterator[CheckMessage]:
    address = urlsplit(settings.REDIS_URL)
    if address.scheme != "unix" and _is_weak(address.password or "", address.username or ""):
        yield Error("Adgangskoden i REDIS_URL mangler eller er til at gætte.", id="rusmiddel.E013")


def _is_weak(password: str, *names: str) -> bool:
    return len(password) < SHORTEST_PASSWORD or password in names
