"""A whole caseload, or part of it, goes to others from a date and comes back."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, connection, transaction
from django.urls import reverse

from cases.enums import MoveStatus
from cases.models import Case, MovedCase
from cases.services.caseload import bring_back, cancel_move, carry_out_moves, order_move
from cases.services.inquiries import Person
from cases.services.locking_out import lock_out
from cases.services.requests import assign_case
from cases.tasks import move_caseloads
from offers.models import Course
from rusmiddel.access.enums import Role
from rusmiddel.deadlines.models import Deadline, Drift
from rusmiddel.deadlines.reconciliation import reconcile
from rusmiddel.standards.models import StandardVersion
from tests.access.factories import UserFactory, make_staff
from tests.cases.factories import inquire, march, request_of


@pytest.fixture
def two(case, caseworker):
    """Two cases of the same caseworker."""
    return [case, inquire(caseworker, Person(name="Åse Lund")).case]


@pytest.fixture
def receiver(db):
    return UserFactory(name="Birgit Vang")


def order(cases, receiver, by, *, giver=None, start=9, back=20):
    to = receiver if isinstance(receiver, list) else [receiver] * len(cases)
    return order_move(
        giver=giver or by,
        receivers={case.pk: user for case, user in zip(cases, to, strict=True)},
        from_on=march(start).date(),
        back_on=march(back).date() if back else None,
        message="Orlov",
        by=by,
        now=march(4),
    )


def run(day, clock):
    clock.move_to(march(day))
    return carry_out_moves(now=march(day))


def holders():
    return set(Case.objects.values_list("responsible__name", flat=True))


def statuses():
    return list(MovedCase.objects.order_by("pk").values_list("status", flat=True))


def test_the_cases_go_on_their_day_and_come_back_on_theirs(two, caseworker, receiver, clock):
    order(two, receiver, caseworker)

    assert run(8, clock) == 0
    assert run(9, clock) == 2
    assert holders() == {receiver.name}
    assert set(Deadline.objects.open().values_list("responsible", flat=True)) == {receiver.pk}
    assert run(19, clock) == 0
    assert run(20, clock) == 2
    assert holders() == {caseworker.name}
    assert statuses() == [MoveStatus.BACK] * 2


def test_each_case_goes_to_its_own_receiver_and_the_rest_stays(two, caseworker, receiver, clock):
    third = inquire(caseworker, Person(name="Bo Krag")).case
    other = UserFactory(name="Carl Dam")
    order(two, [receiver, other], caseworker)

    run(9, clock)

    assert holders() == {receiver.name, other.name, caseworker.name}
    third.refresh_from_db()
    assert third.responsible == caseworker


def test_run_twice_it_moves_once(two, caseworker, receiver, clock):
    order(two, receiver, caseworker)

    assert [run(9, clock), run(9, clock), move_caseloads()] == [2, 0, 0]
    assert Case.objects.first().history.filter(responsible=receiver).count() == 1


def test_a_missed_night_is_caught_up_late_rather_than_never(two, caseworker, receiver, clock):
    order(two, receiver, caseworker)

    assert run(15, clock) == 2
    assert run(28, clock) == 2
    assert holders() == {caseworker.name}


def test_what_should_have_been_back_already_never_goes(two, caseworker, receiver, clock):
    order(two, receiver, caseworker)

    assert run(25, clock) == 0
    assert holders() == {caseworker.name}
    assert statuses() == [MoveStatus.STAYS] * 2


def test_what_has_gone_elsewhere_meanwhile_is_left_there(two, caseworker, receiver, team_lead, clock):
    order(two, receiver, caseworker)
    third = make_staff(Role.CASEWORKER)
    assign_case(case_id=two[0].pk, responsible=third, by=team_lead, now=march(5))
    run(9, clock)
    assign_case(case_id=two[1].pk, responsible=third, by=team_lead, now=march(12))

    run(20, clock)

    assert holders() == {third.name}
    assert statuses() == [MoveStatus.STAYS] * 2


def test_a_receiver_who_may_not_have_the_case_leaves_it_and_says_why(
    two, caseworker, receiver, team_lead, clock
):
    order(two, receiver, caseworker)
    conflict = lock_out(case_id=two[0].pk, user=receiver, reason="Søskende", by=team_lead, now=march(5))

    assert run(9, clock) == 1
    stuck = MovedCase.objects.stuck().get()
    assert stuck.case == two[0]
    assert "kan ikke få sagen" in stuck.problem
    assert conflict.pk
    two[0].refresh_from_db()
    assert two[0].responsible == caseworker


def test_a_receiver_who_has_left_keeps_the_case_with_the_giver(two, caseworker, receiver, clock):
    order(two, receiver, caseworker)
    receiver.is_active = False
    receiver.save()

    assert run(9, clock) == 0
    assert holders() == {caseworker.name}
    assert MovedCase.objects.stuck().count() == 2


def test_one_orders_ones_own_and_the_team_lead_orders_for_all(two, caseworker, receiver, team_lead):
    with pytest.raises(PermissionDenied):
        order(two, receiver, receiver, giver=caseworker)
    with pytest.raises(ValidationError, match="ikke længere hos"):
        order(two, receiver, receiver)

    assert order(two, receiver, team_lead, giver=caseworker).cases.count() == 2


def test_a_case_waits_for_one_move_at_a_time(two, caseworker, receiver):
    order(two[:1], receiver, caseworker)

    with pytest.raises(ValidationError, match="allerede flyttes"):
        order(two, receiver, caseworker)


def test_a_day_in_the_past_or_back_before_it_began_is_refused(two, caseworker, receiver):
    with pytest.raises(ValidationError, match="senere dag"):
        order(two, receiver, caseworker, start=3)
    with pytest.raises(ValidationError, match="dagen efter"):
        order(two, receiver, caseworker, start=9, back=9)


def test_a_move_stopped_moves_nothing_more(two, caseworker, receiver, clock):
    move = order(two, receiver, caseworker)

    cancel_move(move_id=move.pk, by=caseworker, now=march(5))

    assert run(9, clock) == 0
    assert holders() == {caseworker.name}


def test_cases_are_brought_back_before_their_day(two, caseworker, receiver, clock):
    move = order(two, receiver, caseworker, back=None)
    run(9, clock)
    clock.move_to(march(12))
    with pytest.raises(PermissionDenied):
        bring_back(move_id=move.pk, by=make_staff(Role.CASEWORKER), now=march(12))

    bring_back(move_id=move.pk, by=caseworker, now=march(12))

    assert run(12, clock) == 2
    assert holders() == {caseworker.name}


def test_the_course_follows_and_the_night_finds_no_drift(two, caseworker, receiver, clock):
    request = request_of(two[0].inquiries.get())
    Course.objects.create(
        case=two[0],
        request=request,
        offer_key="individual",
        offer_name="Samtaler",
        standard=StandardVersion.objects.get(),
        granted_on=march(4).date(),
        responsible=caseworker,
    )
    order(two, receiver, caseworker)

    run(9, clock)
    reconcile(today=march(9).date())

    assert Course.objects.get().responsible == receiver
    assert not Drift.objects.exists()


def typed(cases, **changes):
    return {
        "receiver": "",
        "from_on": "09-04-2026",
        "back_on": "",
        "message": "",
        **{f"sag_{case.pk}": "" for case in cases},
        **changes,
    }


def test_the_page_moves_part_of_a_caseload(client, two, caseworker, receiver):
    client.force_login(caseworker)
    sent = typed(two, receiver=receiver.pk, **{f"sag_{two[1].pk}": "bliver"}, from_on="i dag")

    answer = client.post(reverse("cases:move_new"), sent)

    assert answer.status_code == 302
    two[0].refresh_from_db(), two[1].refresh_from_db()
    assert (two[0].responsible, two[1].responsible) == (receiver, caseworker)


def test_a_page_with_nobody_chosen_says_so_and_moves_nothing(client, two, caseworker):
    client.force_login(caseworker)

    answer = client.post(reverse("cases:move_new"), typed(two, message="Tag godt imod dem"))

    assert answer.status_code == 422
    assert "Vælg, hvem der skal have sagerne." in answer.content.decode()
    assert "Tag godt imod dem" in answer.content.decode()


def test_a_changed_address_moves_nobody_elses_cases(client, two, caseworker, receiver):
    client.force_login(receiver)
    address = f"{reverse('cases:move_new')}?fra={caseworker.pk}"

    assert client.get(address).status_code == 403
    assert client.post(address, typed(two, receiver=receiver.pk)).status_code == 403
    assert not MovedCase.objects.exists()


def test_a_receiver_sees_that_cases_come_but_not_yet_which(client, two, caseworker, receiver):
    move = order(two, receiver, caseworker)
    client.force_login(receiver)

    page = client.get(move.get_absolute_url()).content.decode()

    assert "2 sager kan du ikke se nu" in page
    assert two[0].number not in page
    client.force_login(make_staff(Role.CASEWORKER))
    assert client.get(move.get_absolute_url()).status_code == 404


@pytest.mark.parametrize(
    "attempt",
    [
        "DELETE FROM cases_movedcase",
        "UPDATE cases_movedcase SET receiver_id = (SELECT giver_id FROM cases_caseloadmove)",
        "UPDATE cases_caseloadmove SET from_on = from_on - 5",
        "UPDATE cases_caseloadmove SET giver_id = ordered_by_id + 1",
        "UPDATE cases_movedcase SET status = 'moved'",
    ],
)
def test_the_database_keeps_what_was_ordered(two, caseworker, receiver, attempt):
    order(two, receiver, caseworker)

    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(attempt)
