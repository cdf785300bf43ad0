import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, IntegrityError

from cases.enums import ClockEventKind, MissCause
from cases.models import MissReason
from cases.services.clocks import add_event
from cases.services.misses import explain_miss
from rusmiddel.access.enums import Role
from tests.access.factories import make_staff
from tests.cases.factories import march


def explain(request, by, day=18, **changes):
    facts = {"cause": MissCause.NO_TIME_FREE, "note": "", **changes}
    return explain_miss(request_id=request.pk, by=by, now=march(day), **facts)


@pytest.mark.parametrize(("day", "is_missed"), [(16, False), (17, True)])
def test_a_cause_is_written_once_the_date_has_passed(request_, team_lead, day, is_missed):
    if is_missed:
        assert str(explain(request_, team_lead, day)) == "Ingen ledig tid til samtale"
    else:
        with pytest.raises(ValidationError, match="ikke overskredet"):
            explain(request_, team_lead, day)


def test_a_cause_is_written_after_treatment_began_too_late(request_, team_lead, caseworker):
    add_event(
        request_id=request_.pk,
        kind=ClockEventKind.TREATMENT_STARTED,
        occurred_at=march(17),
        by=caseworker,
        now=march(17),
    )

    assert explain(request_, team_lead).pk


def test_the_cause_changes_nothing_about_the_clock(request_, team_lead):
    before = request_.case.deadlines.values_list("status", "due_on", "reason").order_by("pk")
    stored = list(before)

    explain(request_, team_lead)

    assert list(before.all()) == stored


def test_another_cause_needs_words(request_, team_lead):
    with pytest.raises(ValidationError, match="Skriv, hvad der skete"):
        explain(request_, team_lead, cause=MissCause.OTHER, note="  ")


def test_the_last_one_written_counts_and_the_first_is_kept(request_, team_lead):
    explain(request_, team_lead)
    last = explain(request_, team_lead, cause=MissCause.OTHER, note="Strømafbrydelse")

    assert MissReason.objects.newest_per_request().get() == last
    assert MissReason.objects.count() == 2


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.TEAM_LEAD}))
def test_only_the_team_lead_says_why(request_, role):
    with pytest.raises(PermissionDenied):
        explain(request_, make_staff(role))


def test_the_database_lets_no_cause_be_rewritten(request_, team_lead):
    reason = explain(request_, team_lead)
    reason.note = "Nej"

    with pytest.raises(DatabaseError, match="may never be changed"):
        reason.save()


@pytest.mark.parametrize(
    ("facts", "constraint"),
    [({"cause": "noget"}, "miss_cause_valid"), ({"cause": MissCause.OTHER}, "miss_other_cause_has_note")],
)
def test_the_database_refuses_a_cause_that_cannot_be(request_, team_lead, facts, constraint):
    with pytest.raises(IntegrityError, match=constraint):
        MissReason.objects.create(request=request_, recorded_at=march(18), recorded_by=team_lead, **facts)
