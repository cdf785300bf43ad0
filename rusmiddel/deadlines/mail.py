"""The mail that says that something waits, and nothing else.

What is promised: every notice to a person with an address leads to a mail, at least once. The debt (`Mail`)
is written in the transaction that writes the notices and cleared in the one that sends, so a killed worker, a
broker that is down or a mail server that refuses loses none: the next watch tries again. Two workers never
send the same debt at once: its row is locked while it is sent. SMTP cannot take part in a transaction, so a
worker killed between the server's acceptance and the commit sends a second copy; both bear the same
Message-ID, by which mail programs and people can tell it for the same mail.
"""

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from rusmiddel.access.models import User
from rusmiddel.deadlines.models import Mail

SUBJECT = "Der venter noget i Rusmiddel"
BODY = """Hej

Der venter noget på dig i Rusmiddel. Log ind og se under Min dag og Beskeder:

{url}

Mailen siger ikke, hvad det drejer sig om, fordi den ikke er beskyttet.
Den er sendt automatisk og kan ikke besvares.
"""


def recipients_owed() -> list[int]:
    """Everyone who is owed a mail, whichever watch it comes from."""
    return list(Mail.objects.unsent().order_by("recipient").values_list("recipient", flat=True).distinct())


def send_owed(*, recipient_id: int) -> bool:
    """Send one mail for all that is owed to the person; return whether one was sent.

    When the server refuses, the debt stays, the failure is counted, and the error goes on to the caller.
    """
    try:
        with transaction.atomic():
            owed = list(
                Mail.objects.unsent()
                .filter(recipient=recipient_id)
                .order_by("pk")
                .select_for_update(of=("self",), skip_locked=True)
                .values_list("pk", "key")
            )
            if not owed:
                return False
            message_for(User.objects.get(pk=recipient_id), key=owed[0][1]).send()
            Mail.objects.filter(pk__in=[pk for pk, _ in owed]).update(sent_at=timezone.now())
    except OSError as error:
        Mail.objects.unsent().filter(recipient=recipient_id).update(
            failed_attempts=F("failed_attempts") + 1, last_error=type(error).__name__
        )
        raise
    return True


def message_for(recipient: User, *, key: object) -> EmailMessage:
    """The mail: who it is for and where to sign in, never what it is about."""
    host = settings.SITE_URL.partition("://")[2].partition("/")[0].partition(":")[0]
    return EmailMessage(
        subject=SUBJECT,
        body=BODY.format(url=settings.SITE_URL),
        to=[recipient.email],
        headers={"Message-ID": f"<{key}@{host}>", "Auto-Submitted": "auto-generated"},
    )
