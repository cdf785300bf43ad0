"""What a letter costs, against bare WeasyPrint on the same HTML."""

from datetime import date, timedelta

from django.template.loader import render_to_string
from weasyprint import HTML

from reporting.bench.timing import Timing, milliseconds, side_by_side
from rusmiddel.letters import pdf
from rusmiddel.letters.content import Recipient, Sender
from rusmiddel.letters.decision import ComplaintGuidance, DecisionLetterContext, deadline_text, onward_text
from rusmiddel.letters.enums import Channel
from rusmiddel.letters.envelope import Window

ROUNDS = 9
TITLE = "Afgørelse: ambulant behandling, ikke døgnbehandling"


def measure(*, today: date) -> Timing:
    """Fonts, seal of the archive format, tags and the check of the window included."""
    window = Window.from_settings()
    html = _html(today, window)
    return side_by_side(
        lambda: milliseconds(lambda: pdf.render(html, title=TITLE, window=window)),
        lambda: milliseconds(lambda: HTML(string=html).write_pdf()),
        rounds=ROUNDS,
    )


def _html(today: date, window: Window) -> str:
    received_on = today + timedelta(days=8)
    guidance = ComplaintGuidance(
        recipient_name="Rusmiddelcentret",
        recipient_address_lines=("Eksempelvej 1", "9999 Prøveby"),
        recipient_phone="00 00 00 00",
        weeks=4,
        deadline_text=deadline_text(channel=Channel.POST, received_on=received_on, weeks=4),
        deadline_on=received_on + timedelta(weeks=4),
        onward_name="Ankestyrelsen",
        onward_text=onward_text(onward_name="Ankestyrelsen", reassessment_weeks=4),
    )
    context = DecisionLetterContext(
        sender=Sender(municipality="Eksempel Kommune", centre="Rusmiddelcentret", phone="00 00 00 00"),
        case_number="2026-0001",
        caseworker="Mette B.",
        applied_for="døgnbehandling for dit forbrug af alkohol og kokain",
        applied_on=today - timedelta(days=12),
        meeting_on=today,
        outcome="at tilbyde dig ambulante samtaler hver uge",
        facts="Du har fortalt, at du drikker dagligt, bor sammen med din familie og er sygemeldt.",
        reasons="Vi vurderer, at samtaler hver uge er nok, fordi du har en fast bolig og støtte.",
        weighed="Vi har lagt vægt på, at behandlingen skal gribe mindst muligt ind i din hverdag.",
        provisions=("Alkohol: sundhedsloven § 141.", "Stoffer: serviceloven § 101, stk. 1 og 2."),
        guidance=guidance,
    )
    return render_to_string(
        "letters/partial_grant.html",
        {
            "letter": context,
            "recipient": Recipient(
                name="Karsten Holmgaard", address_lines=("Eksempelvej 12, 2. th.", "9999 Prøveby")
            ),
            "title": TITLE,
            "language": "da",
            "issued_on": today,
            "window": window,
            "is_dense": False,
        },
    )
