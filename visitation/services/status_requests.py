"""A request for status (statusanmodning) tells somebody outside of the citizen: on a consent, and logged."""

from datetime import datetime
from uuid import UUID

from django.core.exceptions import ValidationError

from cases.consent import covers, hindrance
from cases.enums import Direction, Means
from cases.models import Case, Consent, Disclosure, Partner
from cases.services.disclosures import DisclosureValues, add_disclosure_by_consent
from rusmiddel.access.models import User
from rusmiddel.danish_dates import day_of
from rusmiddel.letters.enums import LetterKind
from rusmiddel.letters.models import Letter
from rusmiddel.letters.services import LetterRefused

NO_GROUND = "Vælg en samarbejdspartner, som borgeren har givet samtykke til at spørge."


def consent_to_ask(case: Case, partner: Partner | None, *, now: datetime) -> Consent:
    """The consent the request rests on, locked; ValidationError where there is none (CNS-2, CNS-6).

    One that also lets us disclose goes before one that only lets us obtain.
    """
    consents = (
        Consent.objects.active(day_of(now))
        .filter(case=case, partner=partner, direction__in=[Direction.OBTAIN, Direction.BOTH])
        .select_related("partner")
        .select_for_update(of=("self",), no_key=True)
        .order_by("-given_on", "-pk")
    )
    found = sorted(consents, key=lambda each: not covers(Direction(each.direction), Direction.DISCLOSE))
    if not found:
        raise ValidationError({"partner": NO_GROUND})
    return found[0]


def log_status_request(
    letter: Letter, consent: Consent, *, submission: UUID, by: User, now: datetime
) -> Disclosure:
    """Write in the log what the letter tells and asks for; part of the act of writing it (CNS-7).

    A consent only to obtain covers no more than what it takes to ask.
    """
    tells = covers(Direction(consent.direction), Direction.DISCLOSE)
    return add_disclosure_by_consent(
        consent,
        DisclosureValues(
            submission=submission,
            direction=Direction.DISCLOSE if tells else Direction.OBTAIN,
            content=f"Anmodning om status: {letter.title}. Brevet siger, hvem der spørges til.",
            means=Means.LETTER,
            occurred_at=now,
        ),
        by=by,
        now=now,
    )


def require_ground(letter: Letter, *, now: datetime) -> None:
    """LetterRefused where the consent that a request for status rests on has ended before it was sent."""
    if letter.kind != LetterKind.STATUS_REQUEST or letter.submission is None:
        return
    logged = (
        Disclosure.objects.select_related("consent")
        .filter(submission=letter.submission, consent__isnull=False)
        .first()
    )
    if logged is None or logged.consent is None:
        return
    if why := hindrance(logged.consent.facts, wanted=Direction(logged.direction), at=now):
        raise LetterRefused(f"{why} Brevet må ikke sendes.")
