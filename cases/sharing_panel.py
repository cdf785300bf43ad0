"""What the case page shows of consents, of what has been exchanged, and of notifications."""

from datetime import date
from typing import Any

from django.db.models import QuerySet

from cases.models import Case, Consent, Disclosure, Notification
from cases.panels import Panel
from cases.permissions import can_exchange_information, can_notify
from rusmiddel.access.models import User
from rusmiddel.prepared import prepared

# The newest lines of the log; the rest stand on its own page.
SHOWN = 3


def sharing(case: Case, user: User, today: date) -> dict[str, Any]:
    consents = [
        (consent, *consent.state_on(today), consent.is_active_on(today))
        for consent in _consents(case=case.pk)
    ]
    return {
        "case": case,
        "consents": [each for each in consents if not each[0].ended_at],
        "ended": [each for each in consents if each[0].ended_at],
        "disclosures": _disclosures(case=case.pk),
        "notifications": _notifications(case=case.pk),
        "may_exchange": can_exchange_information(user),
        "may_notify": can_notify(user),
    }


@prepared
def _consents(*, case: int) -> QuerySet[Consent]:
    return Consent.objects.filter(case=case).select_related("partner").order_by("ended_at", "-pk")


@prepared
def _disclosures(*, case: int) -> QuerySet[Disclosure]:
    return Disclosure.objects.filter(case=case).order_by("-occurred_at", "-pk")[:SHOWN]


@prepared
def _notifications(*, case: int) -> QuerySet[Notification]:
    return Notification.objects.filter(case=case).order_by("-opened_at", "-pk")


PANEL = Panel(template="cases/_sharing_panel.html", content=sharing, rank=1)
