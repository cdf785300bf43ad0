"""A child's municipality is notified at once, or it is said why not; until then the case goes no further."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, IntegrityError, connection, transaction

from cases.enums import Children, Concern, NotificationGround, NotificationStatus
from cases.models import Assessment, Case, Disclosure, Notification
from cases.notification import asks_for_concern, ground_for
from cases.notification_letter import Receiver, suggested_receiver
from cases.services.assessments import complete_assessment, write_assessment
from cases.services.notifications import (
    ChildValues,
    decide_against_notification,
    describe_notification,
    note_unknown_identity,
    open_notification,
    preview_notification,
    write_notification,
)
from cases.services.requests import close_case, withdraw_request
from rusmiddel.access.enums import Role
from rusmiddel.deadlines.enums import DeadlineKind, DeadlineStatus
from rusmiddel.deadlines.models import Deadline, Drift
from rusmiddel.deadlines.reconciliation import reconcile
from rusmiddel.letters.enums import Channel
from rusmiddel.letters.models import Letter
from rusmiddel.letters.services import LetterRefused, content
from rusmiddel.standards.enums import NotificationPolicy
from rusmiddel.standards.services import in_force
from tests.access.factories import make_staff
from tests.cases.factories import ANONYMOUS, WHOLE, co_worker, inquire, load_preset, march, request_of
from tests.cases.sharing import CHILD, make_partner, notify
from tests.letters import reading
from visitation.services.letters import post_letter

pytestmark = pytest.mark.django_db

FAMILIES = Receiver(name="Familieafdelingen", address_line="Prøvevej 2", postcode="9999", city="Prøveby")
ALWAYS, ON_CONCERN = NotificationPolicy.ALWAYS_ON_PARENT, NotificationPolicy.ON_CONCERN


@pytest.fixture(scope="module")
def begun_once():
    return False


def duty(notification):
    return Deadline.objects.get(kind=DeadlineKind.NOTIFICATION, ref=notification.deadline_ref)


def send(notification, by, channel=Channel.DIGITAL_POST, receiver=FAMILIES):
    return write_notification(
        notification_id=notification.pk, receiver=receiver, channel=channel, by=by, now=march(5)
    )


def write(request, by, **changes):
    return write_assessment(
        request_id=request.pk, written={**WHOLE, **changes}, wished_offer="individual", by=by, now=march(5)
    )


def complete(request, by):
    return complete_assessment(request_id=request.pk, by=by, now=march(6))


GROUNDS = [
    (Children.NONE, "", ALWAYS, None),
    (Children.UNKNOWN, "", ALWAYS, None),
    (Children.AT_HOME, "", ALWAYS, NotificationGround.POLICY),
    (Children.CONTACT, "no", ALWAYS, NotificationGround.POLICY),
    (Children.AT_HOME, "", ON_CONCERN, None),
    (Children.AT_HOME, "no", ON_CONCERN, None),
    (Children.AT_HOME, "yes", ON_CONCERN, NotificationGround.CONCERN),
    # An unborn child is no child at home yet.
    (Children.NONE, "yes", ON_CONCERN, NotificationGround.CONCERN),
    (Children.NONE, "yes", ALWAYS, NotificationGround.CONCERN),
]


@pytest.mark.parametrize(("children", "concern", "policy", "ground"), GROUNDS)
def test_the_standard_says_when_a_notification_is_due(children, concern, policy, ground):
    assert ground_for(children=children, concern=concern, policy=policy) == ground


@pytest.mark.parametrize("children", Children)
@pytest.mark.parametrize("policy", NotificationPolicy)
def test_concern_is_asked_for_where_there_are_children_and_it_decides(children, policy):
    is_asked = asks_for_concern(children=children, policy=policy)

    assert is_asked is (children in {Children.AT_HOME, Children.CONTACT} and policy == ON_CONCERN)


def test_an_assessment_with_children_is_not_closed_before_concern_is_answered(request_, caseworker):
    write(request_, caseworker, children=Children.AT_HOME)

    with pytest.raises(ValidationError) as refused:
        complete(request_, caseworker)

    assert list(refused.value.error_dict) == ["concern"]
    write(request_, caseworker, children=Children.AT_HOME, concern=Concern.NO)
    assert complete(request_, caseworker).is_completed


def test_concern_opens_a_notification_once(request_, caseworker):
    for _ in range(2):
        write(request_, caseworker, concern=Concern.YES)

    notification = Notification.objects.get()
    assert (notification.ground, notification.status) == ("concern", NotificationStatus.DUE)
    assert (duty(notification).due_on, duty(notification).status) == (march(5).date(), DeadlineStatus.OPEN)


def test_where_the_standard_always_notifies_a_parent_is_enough(clock, caseworker):
    load_preset("mariagerfjord")
    request = request_of(inquire(caseworker))

    write(request, caseworker, children=Children.CONTACT)

    assert Notification.objects.get().ground == NotificationGround.POLICY


def test_it_blocks_the_assessment_until_it_is_sent(request_, caseworker):
    write(request_, caseworker, concern=Concern.YES)
    notification = Notification.objects.get()
    with pytest.raises(ValidationError, match="underretning mangler"):
        complete(request_, caseworker)

    describe_notification(notification_id=notification.pk, values=CHILD, by=caseworker, now=march(5))
    send(notification, caseworker)

    assert complete(request_, caseworker).is_completed


def test_it_blocks_the_closing_of_the_case_until_it_is_decided_against(request_, caseworker):
    notification = notify(request_.case, caseworker)
    withdraw_request(request_id=request_.pk, occurred_at=march(4), by=caseworker, now=march(4), note="")
    with pytest.raises(ValidationError, match="underretning mangler"):
        close_case(case_id=request_.case_id, by=caseworker, now=march(5), reason="Flyttet")

    decide_against_notification(
        notification_id=notification.pk, reason="Barnet er fyldt 18 år.", by=caseworker, now=march(5)
    )

    assert not close_case(case_id=request_.case_id, by=caseworker, now=march(5), reason="Flyttet").is_open
    assert (duty(notification).status, duty(notification).reason) == (
        DeadlineStatus.WAIVED,
        "Barnet er fyldt 18 år.",
    )


def test_one_that_waits_for_the_post_still_blocks(request_, caseworker):
    write(request_, caseworker)
    notification = send(notify(request_.case, caseworker), caseworker, Channel.POST)

    assert (notification.status, duty(notification).status) == (
        NotificationStatus.WRITTEN,
        DeadlineStatus.OPEN,
    )
    with pytest.raises(ValidationError, match="underretning mangler"):
        complete(request_, caseworker)
    post_letter(letter_id=notification.letter_id, by=make_staff(Role.SECRETARY), now=march(6))

    notification.refresh_from_db()
    assert (notification.status, duty(notification).status) == (NotificationStatus.SENT, DeadlineStatus.MET)


def test_the_letter_says_who_why_and_by_which_law_and_needs_no_consent(case, caseworker):
    notification = send(notify(case, caseworker), caseworker)

    letter = reading.text(content(notification.letter))
    for said in (
        "Underretning om et barn",
        "Til Familieafdelingen",
        "barnets lov § 133",
        "Alma Prøve",
        "Jammerbugt Kommune",
        "Karsten Holmgaard, født den 7. juli 1985",
        "Barnet har sovet hos naboen tre nætter.",
        "ikke orienteret om underretningen endnu",
    ):
        assert said in letter, f"{said!r} in {letter}"
    assert not case.consents.exists()


def test_what_was_sent_stands_in_the_log_by_its_law(case, caseworker):
    send(notify(case, caseworker), caseworker)

    line = Disclosure.objects.get()
    assert (line.duty, line.consent, line.counterpart) == (
        "notification",
        None,
        "Familieafdelingen (Jammerbugt)",
    )


@pytest.mark.parametrize("lacking", ["concern", "municipality_code"])
def test_it_is_not_sent_without_the_concern_and_the_childs_municipality(case, caseworker, lacking):
    told = {"child_name": "Alma", "concern": "Sover hos naboen.", "municipality_code": "0849"}
    notification = notify(case, caseworker, values=ChildValues(**{**told, lacking: ""}))

    with pytest.raises(ValidationError) as refused:
        send(notification, caseworker)

    assert list(refused.value.error_dict) == [lacking]
    assert not Letter.objects.exists()


def test_the_post_takes_an_address(case, caseworker):
    notification = notify(case, caseworker)

    with pytest.raises(LetterRefused, match="modtagerens adresse"):
        send(notification, caseworker, Channel.POST, Receiver(name="Familieafdelingen"))

    notification.refresh_from_db()
    assert notification.is_due


def test_the_letter_can_be_seen_without_being_sent(case, caseworker):
    notification = notify(case, caseworker)

    shown = preview_notification(
        notification_id=notification.pk,
        receiver=FAMILIES,
        channel=Channel.DIGITAL_POST,
        by=caseworker,
        now=march(5),
    )

    assert "Alma Prøve" in reading.text(shown)
    notification.refresh_from_db()
    assert notification.is_due
    assert not Letter.objects.exists()


def test_the_receiver_is_the_childs_municipality_not_the_citizens(standard):
    rules = in_force(march(5).date())
    own = rules.organisation.municipality_code.value

    assert suggested_receiver(own, rules) == Receiver(name=rules.notification.family_department.value)
    assert suggested_receiver("0851", rules) == Receiver(name="Aalborg Kommune, børn og familier")
    assert suggested_receiver("", rules) is None
    make_partner(kind="family_department", name="Familiegruppen", municipality_code="0851")
    assert suggested_receiver("0851", rules).address_lines == ("Prøvevej 1", "9999 Prøveby")


@pytest.fixture
def anonymous(standard, caseworker):
    return request_of(inquire(caseworker, ANONYMOUS)).case


def test_the_duty_holds_for_an_anonymous_citizen_too(anonymous, caseworker):
    notification = send(notify(anonymous, caseworker), caseworker)

    letter = reading.text(content(notification.letter))
    assert "Den voksne er anonym hos os" in letter
    assert "Alma Prøve" in letter


def test_an_anonymous_citizens_child_that_cannot_be_found_leaves_what_was_done(anonymous, caseworker):
    notification = notify(anonymous, caseworker, values=ChildValues(concern="Barnet sover hos naboen."))
    with pytest.raises(ValidationError, match="hvad du har gjort"):
        note_unknown_identity(notification_id=notification.pk, by=caseworker, now=march(5))

    described = ChildValues(concern="Barnet sover hos naboen.", identity_sought="Spurgt tre gange.")
    describe_notification(notification_id=notification.pk, values=described, by=caseworker, now=march(5))
    note_unknown_identity(notification_id=notification.pk, by=caseworker, now=march(5))

    assert duty(notification).reason == "Barnet kunne ikke findes: Spurgt tre gange."
    assert not Disclosure.objects.exists()


def test_who_has_a_name_cannot_be_unknown(case, caseworker):
    notification = notify(
        case, caseworker, values=ChildValues(concern="Sover hos naboen.", identity_sought="Spurgt.")
    )

    with pytest.raises(ValidationError, match="ikke anonym"):
        note_unknown_identity(notification_id=notification.pk, by=caseworker, now=march(5))


@pytest.mark.parametrize("role", Role)
def test_the_duty_is_everybodys_who_works_with_cases(case, role):
    by = co_worker(case, role)

    if role == Role.ADMINISTRATOR:
        with pytest.raises(PermissionDenied):
            notify(case, by)
    else:
        assert notify(case, by).opened_by == by


def test_deciding_against_it_takes_a_reason_and_a_caseworker(case, caseworker):
    notification = notify(case, caseworker)

    with pytest.raises(ValidationError, match="hvorfor"):
        decide_against_notification(notification_id=notification.pk, reason=" ", by=caseworker, now=march(5))
    with pytest.raises(PermissionDenied):
        decide_against_notification(
            notification_id=notification.pk, reason="Nej", by=make_staff(Role.SECRETARY), now=march(5)
        )


def test_what_is_sent_cannot_be_sent_again_or_taken_back(case, caseworker):
    notification = send(notify(case, caseworker), caseworker)

    with pytest.raises(ValidationError):
        send(notification, caseworker)
    with pytest.raises(ValidationError):
        decide_against_notification(
            notification_id=notification.pk, reason="Fortrudt", by=caseworker, now=march(6)
        )
    with pytest.raises(ValidationError):
        describe_notification(notification_id=notification.pk, values=CHILD, by=caseworker, now=march(5))
    assert Letter.objects.count() == 1


FROZEN = {
    "the concern of one that is sent": "UPDATE cases_notification SET concern = 'Intet'",
    "the day of one that is sent": "UPDATE cases_notification SET closed_at = now()",
    "one that is sent, to be due again": (
        "UPDATE cases_notification"
        " SET status = 'due', letter_id = NULL, closed_at = NULL, closed_by_id = NULL"
    ),
    "one that is sent, away": "DELETE FROM cases_notification",
}


@pytest.mark.parametrize("statement", FROZEN.values(), ids=FROZEN)
def test_the_database_lets_nobody_change(case, caseworker, statement):
    send(notify(case, caseworker), caseworker)

    with (
        pytest.raises(DatabaseError, match="may never be changed or deleted"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)


UNTRUE = {
    "notification_sent_is_a_letter": {"status": "sent", "closed_at": march(5)},
    "notification_decided_against_has_reason": {"status": "decided_against", "closed_at": march(5)},
    "notification_identity_was_sought": {"status": "identity_unknown", "closed_at": march(5)},
    "notification_closed_by_somebody": {"status": "decided_against", "reason": "Nej"},
}


@pytest.mark.parametrize(("name", "facts"), UNTRUE.items(), ids=UNTRUE)
def test_the_database_takes_no_ending_without_what_it_rests_on(case, caseworker, name, facts):
    closed_by = {"closed_by": caseworker} if "closed_at" in facts else {}

    with pytest.raises(IntegrityError, match=name):
        Notification.objects.create(
            case=case,
            ground="concern",
            opened_at=march(4),
            opened_by=caseworker,
            **facts,
            **closed_by,
        )


def test_the_database_too_keeps_the_case_open_and_the_assessment_unfinished(request_, caseworker):
    write(request_, caseworker)
    notify(request_.case, caseworker)

    with pytest.raises(IntegrityError, match="A notification is due"), transaction.atomic():
        Case.objects.filter(pk=request_.case_id).update(closed_on=march(6).date())
    with pytest.raises(IntegrityError, match="A notification is due"), transaction.atomic():
        Assessment.objects.filter(request=request_).update(completed_at=march(6), completed_by=caseworker)


def test_a_closed_case_opens_no_notification(request_, caseworker):
    withdraw_request(request_id=request_.pk, occurred_at=march(4), by=caseworker, now=march(4), note="")
    close_case(case_id=request_.case_id, by=caseworker, now=march(5), reason="Flyttet")

    with pytest.raises(ValidationError, match="lukket"):
        open_notification(case_id=request_.case_id, values=CHILD, by=caseworker, now=march(6))


def test_the_night_finds_nothing_to_mend(case, anonymous, caseworker):
    send(notify(case, caseworker), caseworker)
    notify(case, caseworker)
    waits = notify(anonymous, caseworker)
    decide_against_notification(notification_id=waits.pk, reason="Nej", by=caseworker, now=march(6))

    reconcile(today=march(20).date())

    assert not Drift.objects.exists()
