"""Partners, consents, what was exchanged, and notifications of a made-up centre."""

import random
from collections.abc import Iterator
from datetime import timedelta
from uuid import UUID

from cases.enums import ConsentForm, ConsentGiver, Direction, Means, PartnerKind
from cases.models import Case, Notification, Partner
from cases.notification_letter import suggested_receiver
from cases.services.consents import ConsentValues, record_consent, withdraw_consent
from cases.services.disclosures import DisclosureValues, disclose_by_consent
from cases.services.notifications import ChildValues, open_notification, write_notification
from reporting.demo.world import World, moment
from rusmiddel.letters.enums import Channel

MOST_CASES = 12
ONE_DAY = timedelta(days=1)
TOWN = {"address_line": "Eksempelvej 1", "postcode": "9999", "city": "Prøveby"}
# Kind, name, contact, what for, what.
PARTNERS = (
    (
        PartnerKind.JOB_CENTRE,
        "Jobcentret",
        "Hanne Prøve",
        "Samarbejde om en plan for arbejde og behandling",
        "Fremmøde og planen for behandlingen.",
    ),
    (
        PartnerKind.DOCTOR,
        "Lægehuset Eksempelvej",
        "",
        "Samarbejde om medicin",
        "Medicin, prøvesvar og aftaler om udtrapning.",
    ),
    (
        PartnerKind.PSYCHIATRY,
        "Psykiatrisk ambulatorium",
        "Ib Prøve",
        "Samarbejde om behandlingen",
        "Diagnose, behandling og fremmøde.",
    ),
    (
        PartnerKind.PROBATION,
        "Kriminalforsorgen",
        "",
        "Samarbejde om dom med vilkår",
        "Fremmøde.",
    ),
)
FAMILY_DEPARTMENT = "Familieafdelingen"
TOLD = (
    "Mødte til de tre aftalte samtaler.",
    "Behandlingen begynder i næste uge.",
    "Planen for behandlingen, som borgeren har fået.",
)
CONCERN = (
    "Borgeren fortalte, at barnet har passet sig selv to aftener i denne uge. "
    "Barnet var med til samtalen og virkede meget træt."
)


def share(rng: random.Random, world: World) -> None:
    """Let the newest open cases have consents, and some of them a notification."""
    partners = list(_partners(world))
    cases = Case.objects.open().select_related("citizen", "responsible")
    chosen = cases.filter(
        citizen__kind="identified",
        citizen__is_protected=False,
        opened_on__lt=world.today - ONE_DAY,
        consents=None,
    )
    for index, case in enumerate(chosen.order_by("-opened_on", "-pk")[:MOST_CASES]):
        _consent(rng, world, case, partners[index % len(partners)], is_withdrawn=index % 4 == 3)
        if index in (1, 2):
            _notification(world, case, is_sent=index == 2)


def _partners(world: World) -> Iterator[tuple[Partner, str, str]]:
    code = world.standard(world.today).organisation.municipality_code.value
    Partner.objects.get_or_create(
        name=FAMILY_DEPARTMENT,
        defaults={"kind": PartnerKind.FAMILY_DEPARTMENT, "municipality_code": code, **TOWN},
    )
    for kind, name, contact, purpose, scope in PARTNERS:
        facts = {"kind": kind, "contact_name": contact, "phone": "99 99 99 99", **TOWN}
        yield Partner.objects.get_or_create(name=name, defaults=facts)[0], purpose, scope


def _consent(
    rng: random.Random, world: World, case: Case, agreed: tuple[Partner, str, str], *, is_withdrawn: bool
) -> None:
    partner, purpose, scope = agreed
    by = case.responsible or world.staff.team_lead
    given_at = moment(case.opened_on + ONE_DAY, 10, 15)
    consent = record_consent(
        case_id=case.pk,
        values=ConsentValues(
            partner_id=partner.pk,
            direction=Direction.BOTH,
            purpose=purpose,
            scope=scope,
            form=ConsentForm.WRITTEN,
            given_by=ConsentGiver.CITIZEN,
            given_on=case.opened_on + ONE_DAY,
        ),
        by=by,
        now=given_at,
    )
    disclose_by_consent(
        consent_id=consent.pk,
        values=DisclosureValues(
            submission=UUID(int=rng.getrandbits(128)),
            direction=rng.choice([Direction.DISCLOSE, Direction.OBTAIN]),
            content=rng.choice(TOLD),
            means=rng.choice([Means.PHONE, Means.MEETING]),
            occurred_at=given_at,
            person=partner.contact_name,
        ),
        by=by,
        now=given_at + timedelta(minutes=5),
    )
    if is_withdrawn:
        withdraw_consent(consent_id=consent.pk, by=by, now=given_at + timedelta(minutes=30))


def _notification(world: World, case: Case, *, is_sent: bool) -> Notification:
    by = case.responsible or world.staff.team_lead
    at = moment(case.opened_on + ONE_DAY, 11, 30)
    standard = world.standard(world.today)
    code = standard.organisation.municipality_code.value
    notification = open_notification(
        case_id=case.pk,
        values=ChildValues(child_name="Alma Prøve", municipality_code=code, concern=CONCERN),
        by=by,
        now=at,
    )
    receiver = suggested_receiver(code, standard)
    if is_sent and receiver is not None:
        notification = write_notification(
            notification_id=notification.pk,
            receiver=receiver,
            channel=Channel.DIGITAL_POST,
            by=by,
            now=at + timedelta(minutes=20),
        )
    return notification
