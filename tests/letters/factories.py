from datetime import UTC, date, datetime

from cases.enums import CitizenKind
from cases.models import Case, Citizen
from rusmiddel.access.enums import Role
from rusmiddel.access.models import User
from rusmiddel.letters.content import Recipient, Sender
from rusmiddel.letters.decision import ComplaintGuidance, DecisionLetterContext, deadline_text, onward_text
from rusmiddel.letters.enums import Channel, LetterKind
from rusmiddel.letters.services import issue

TITLE = "Afgørelse: ambulant behandling, ikke døgnbehandling"
NOW = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)
SENT_ON = date(2026, 11, 25)
RECEIVED_ON = date(2026, 12, 3)
DEADLINE_ON = date(2026, 12, 31)


def make_case(number="2026-0142"):
    citizen = Citizen.objects.create(kind=CitizenKind.IDENTIFIED, name="Karsten Holmgaard")
    return Case.objects.create(number=number, citizen=citizen, opened_on=date(2026, 11, 12))


def make_user(username="mette", roles=(Role.CASEWORKER,)):
    return User.objects.create_user(username, name="Mette Bruun", roles=list(roles))


def recipient(**changes):
    return Recipient(
        **{
            "name": "Karsten Holmgaard",
            "address_lines": ("Eksempelvej 12, 2. th.", "9999 Prøveby"),
            **changes,
        }
    )


def guidance(**changes):
    values = {
        "recipient_name": "Rusmiddelcentret",
        "recipient_address_lines": ("Eksempelvej 1", "9999 Prøveby"),
        "recipient_phone": "00 00 00 00",
        "recipient_email": "rus@eksempel.dk",
        "weeks": 4,
        "deadline_text": deadline_text(channel=Channel.POST, received_on=RECEIVED_ON, weeks=4),
        "deadline_on": DEADLINE_ON,
        "onward_name": "Ankestyrelsen",
        "onward_text": onward_text(onward_name="Ankestyrelsen", reassessment_weeks=4),
    }
    return ComplaintGuidance(**{**values, **changes})


def decision(**changes):
    values = {
        "sender": Sender(municipality="Eksempel Kommune", centre="Rusmiddelcentret", phone="00 00 00 00"),
        "case_number": "2026-0142",
        "caseworker": "Mette B.",
        "applied_for": "døgnbehandling for dit forbrug af alkohol og kokain",
        "applied_on": date(2026, 11, 12),
        "meeting_on": date(2026, 11, 25),
        "outcome": "at tilbyde dig ambulante samtaler hver uge",
        "first_session": "Første samtale er torsdag den 26. november 2026 kl. 10.00.",
        "facts": "Du har fortalt, at du drikker dagligt, bor sammen med din familie og er sygemeldt.",
        "reasons": "Vi vurderer, at samtaler hver uge er nok, fordi du har en fast bolig og støtte.",
        "weighed": "Vi har lagt vægt på, at behandlingen skal gribe mindst muligt ind i din hverdag.",
        "provisions": ("Alkohol: sundhedsloven § 141.", "Stoffer: serviceloven § 101, stk. 1 og 2."),
        "guidance": guidance(),
    }
    return DecisionLetterContext(**{**values, **changes})


def make_letter(case=None, by=None, **changes):
    context = changes.pop("context", None) or decision()
    values = {
        "kind": LetterKind.PARTIAL_GRANT,
        "template": "letters/partial_grant.html",
        "context": context,
        "recipient": recipient(),
        "title": TITLE,
        "now": NOW,
        "requires_guidance": True,
        "complaint_guidance": context.guidance_text,
    }
    case = case or make_case()
    return issue(case_id=case.pk, by=by or make_user(), **{**values, **changes})
