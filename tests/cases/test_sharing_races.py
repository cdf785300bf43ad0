"""A withdrawal and a disclosure, a notification and a closing, at the same moment."""

from threading import Thread

import pytest
from django.db import connection, transaction

from cases.models import Consent, Disclosure, Notification
from cases.services.assessments import complete_assessment, write_assessment
from cases.services.consents import record_consent, withdraw_consent
from cases.services.disclosures import disclose_by_consent
from cases.services.notifications import write_notification
from rusmiddel.deadlines.models import Drift
from rusmiddel.deadlines.reconciliation import reconcile
from rusmiddel.letters.enums import Channel
from rusmiddel.letters.models import Letter
from tests.cases.factories import WHOLE, march
from tests.cases.sharing import consent, consent_values, disclose, disclosed, make_partner, notify
from tests.cases.test_notifications import FAMILIES
from tests.cases.test_races import WAIT, at_once, staff, standard, unexpected, wish_of_all

__all__ = ["staff", "standard"]


@pytest.fixture
def request_(staff):
    return wish_of_all(staff)


def begun(act):
    """Begin the act on a connection of its own; call what is returned to wait for what it gave or raised."""
    given: list = []

    def run():
        try:
            given.append(act())
        except Exception as error:
            given.append(error)
        finally:
            connection.close()

    thread = Thread(target=run)
    thread.start()

    def wait():
        thread.join(timeout=WAIT)
        return given

    return wait


def test_nothing_is_disclosed_after_a_withdrawal_of_the_same_moment(request_, staff):
    given = consent(request_.case, staff[0])

    results = at_once(
        lambda: withdraw_consent(consent_id=given.pk, by=staff[0], now=march(5)),
        *(lambda by=by: disclose(given, by, now=march(5)) for by in staff[1:]),
    )

    assert unexpected(results) == []
    given.refresh_from_db()
    assert not Disclosure.objects.filter(occurred_at__gte=given.ended_at).exists()
    assert Letter.objects.count() == 2
    reconcile(today=march(20).date())
    assert not Drift.objects.exists()


def test_a_disclosure_past_the_services_waits_for_the_withdrawal_and_is_refused(request_, staff):
    given = consent(request_.case, staff[0])

    def insert():
        Disclosure.objects.create(
            case=request_.case,
            partner=given.partner,
            consent=given,
            direction="disclose",
            counterpart="Jobcentret",
            content="Fremmøde",
            means="phone",
            occurred_at=march(5, 12),
            recorded_at=march(5, 12),
            recorded_by=staff[1],
        )

    with transaction.atomic():
        withdraw_consent(consent_id=given.pk, by=staff[0], now=march(5))
        # The other connection meets the row that this transaction holds.
        attempt = begun(insert)
    (refused,) = attempt()

    assert "No consent in force" in str(refused)
    assert not Disclosure.objects.exists()


def test_two_clicks_at_once_make_one_consent(request_, staff):
    values = consent_values(make_partner())

    results = at_once(
        *(
            lambda by=by: record_consent(case_id=request_.case_id, values=values, by=by, now=march(3))
            for by in staff
        )
    )

    assert unexpected(results) == []
    assert Consent.objects.count() == 1


def test_one_form_sent_by_two_clicks_is_one_line(request_, staff):
    given = consent(request_.case, staff[0])
    told = disclosed(march(4))

    results = at_once(
        *(
            lambda by=by: disclose_by_consent(consent_id=given.pk, values=told, by=by, now=march(4))
            for by in staff
        )
    )

    assert len({line.pk for line in results}) == 1


def test_a_notification_opened_while_the_assessment_is_closed_is_seen_by_one_of_them(request_, staff):
    write_assessment(
        request_id=request_.pk, written=WHOLE, wished_offer="individual", by=staff[0], now=march(4)
    )

    results = at_once(
        lambda: complete_assessment(request_id=request_.pk, by=staff[0], now=march(5)),
        lambda: notify(request_.case, staff[1], now=march(5)),
    )

    assert unexpected(results) == []
    assert Notification.objects.count() == 1


def test_a_notification_is_sent_once(request_, staff):
    due = notify(request_.case, staff[0])

    results = at_once(
        *(
            lambda by=by: write_notification(
                notification_id=due.pk,
                receiver=FAMILIES,
                channel=Channel.DIGITAL_POST,
                by=by,
                now=march(5),
            )
            for by in staff
        )
    )

    assert unexpected(results) == []
    assert (Letter.objects.count(), Disclosure.objects.count()) == (1, 1)
