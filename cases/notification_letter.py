"""The letter that notifies a child's home municipality (underretning)."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from cases.consent_letters import known_as
from cases.enums import NotificationGround, PartnerKind
from cases.letters import sender
from cases.models import Notification, Partner
from cases.notification import BASIS
from rusmiddel.access.models import User
from rusmiddel.letters import services as letters
from rusmiddel.letters.content import LetterContext, Recipient
from rusmiddel.letters.enums import Channel, LetterKind
from rusmiddel.letters.models import Letter
from rusmiddel.municipalities import name_of
from rusmiddel.standards.schema import Standard
from rusmiddel.standards.services import in_force


@dataclass(frozen=True, kw_only=True)
class Receiver:
    """Who receives it: the family department of the child's home municipality (CHI-2 to CHI-4)."""

    name: str
    address_line: str = ""
    postcode: str = ""
    city: str = ""

    @property
    def address_lines(self) -> tuple[str, ...]:
        town = f"{self.postcode} {self.city}".strip()
        return tuple(line for line in (self.address_line.strip(), town) if line)


@dataclass(frozen=True, kw_only=True)
class NotificationContext(LetterContext):
    """The child, the citizen, the concern, and by which law it is sent."""

    child: str
    child_birth_date: date | None
    is_unborn: bool
    municipality: str
    citizen: str
    citizen_address: str
    is_anonymous: bool
    concern: str
    citizen_told: bool
    policy: str

    @property
    def legal_basis(self) -> str:
        return BASIS


def suggested_receiver(municipality_code: str, standard: Standard) -> Receiver | None:
    """The family department of the directory, else the one the standard names for its own municipality."""
    if not municipality_code:
        return None
    partner = (
        Partner.objects.in_use()
        .filter(kind=PartnerKind.FAMILY_DEPARTMENT, municipality_code=municipality_code)
        .order_by("pk")
        .first()
    )
    if partner is not None:
        return Receiver(
            name=partner.name, address_line=partner.address_line, postcode=partner.postcode, city=partner.city
        )
    own = standard.notification.family_department.value
    if own and municipality_code == standard.organisation.municipality_code.value:
        return Receiver(name=own)
    return Receiver(name=f"{name_of(municipality_code)} Kommune, børn og familier")


def issue_notification(
    notification: Notification, *, receiver: Receiver, channel: Channel, by: User, now: datetime
) -> Letter:
    """Make and seal the letter; LetterRefused says what it lacks."""
    case = notification.case
    citizen = case.citizen
    standard = in_force(timezone.localdate(now))
    hides_address = citizen.is_anonymous or citizen.is_protected
    policy = notification.ground == NotificationGround.POLICY
    return letters.issue(
        case_id=case.pk,
        kind=LetterKind.NOTIFICATION,
        template="letters/notification.html",
        context=NotificationContext(
            sender=sender(standard),
            case_number=case.number,
            caseworker=(case.responsible or by).name,
            child=notification.child,
            child_birth_date=notification.child_birth_date,
            is_unborn=notification.is_unborn,
            municipality=name_of(notification.municipality_code),
            citizen=known_as(case),
            citizen_address="" if hides_address else ", ".join(citizen.address_lines),
            is_anonymous=citizen.is_anonymous,
            concern=notification.concern,
            citizen_told=notification.citizen_told,
            policy=(standard.notification.text.value or "") if policy else "",
        ),
        recipient=Recipient(
            name=receiver.name,
            address_lines=receiver.address_lines,
            is_handed_over=channel != Channel.POST,
        ),
        title="Underretning om et barn",
        by=by,
        now=now,
        requires_guidance=False,
    )
