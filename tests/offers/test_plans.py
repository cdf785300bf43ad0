"""The treatment plan: written with the citizen, settled, signed, followed up, and never changed."""

from datetime import date, datetime, timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.urls import reverse

from cases.enums import ClockEventKind
from offers.enums import ActionPlanAnswer, Attainment, GoalKind, Signer
from offers.models import ActionPlanOffer, GoalAttainment, PlanGoal, TreatmentPlan
from offers.plans.reviewing import Round, review_due
from offers.services.action_plans import answer_action_plan, offer_action_plan
from offers.services.ending import EndingValues, end_course
from offers.services.plan_reviews import Reached, review_plan
from offers.services.plans import (
    ColleagueHasWritten,
    GoalValues,
    begin_plan,
    record_signature,
    settle_plan,
    write_plan,
)
from rusmiddel.access.enums import Role
from rusmiddel.deadlines.enums import DeadlineKind, DeadlineStatus
from rusmiddel.deadlines.models import Deadline
from rusmiddel.deadlines.reconciliation import reconcile
from rusmiddel.versions import version_of
from tests.letters import reading
from tests.offers.test_services import book, close, granted
from tests.visitation.scenes import COPENHAGEN, caseworker, decided, load_preset, make_user, ready

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 20, 12, 0, tzinfo=COPENHAGEN)
TODAY = NOW.date()


@pytest.fixture(autouse=True)
def _in_the_spring():
    with time_machine.travel(NOW, tick=True):
        yield


@pytest.fixture(autouse=True)
def _standard():
    load_preset()


def goal(text="Ikke drikke på hverdage", kind=GoalKind.SHORT_TERM, **values):
    return GoalValues(kind=kind, text=text, **values)


def begun(request=None):
    return begin_plan(request_id=(request or ready()).pk, by=caseworker(), now=NOW)


def write(plan, *goals, seen="", **written):
    return write_plan(plan_id=plan.pk, written=written, goals=goals, seen=seen, by=caseworker(), now=NOW)


def settled(request=None, *goals, now=NOW, **written):
    plan = begun(request)
    write(plan, *(goals or (goal(),)), participation="Skrevet sammen.", **written)
    return settle_plan(plan_id=plan.pk, by=caseworker(), now=now)


def review(plan, on=TODAY, review_on=None, attainment=Attainment.PARTLY, now=NOW):
    return review_plan(
        plan_id=plan.pk,
        reviewed_on=on,
        text="Det går fremad.",
        reached={each.pk: Reached(attainment=attainment) for each in plan.goals.filter(is_dropped=False)},
        review_on=review_on,
        by=caseworker(),
        now=now,
    )


def deadline_of(plan):
    return Deadline.objects.filter(kind=DeadlineKind.PLAN_REVIEW, ref=plan.deadline_ref).first()


# Dates


def rounds(preset, **facts):
    standard = load_preset(preset)
    return review_due(Round(**{"opened_on": date(2026, 3, 20), "is_first": True, **facts}), standard)


def test_one_standard_gives_five_months_of_treatment():
    due_on, steps = rounds("mariagerfjord", treatment_started_on=date(2026, 3, 31))
    assert due_on == date(2026, 8, 31)
    assert any("Mariagerfjord" in step.basis for step in steps)


def test_five_months_end_on_the_months_last_day():
    assert rounds("mariagerfjord", treatment_started_on=date(2026, 9, 30))[0] == date(2027, 2, 28)


def test_after_the_first_follow_up_the_five_months_count_from_it():
    due_on, _ = rounds(
        "mariagerfjord",
        treatment_started_on=date(2026, 3, 1),
        is_first=False,
        opened_on=date(2026, 7, 1),
    )
    assert due_on == date(2026, 12, 1)


def test_short_term_goals_span_three_months_where_the_standard_says_so():
    assert rounds("rebild", has_short_term_goals=True)[0] == date(2026, 6, 20)
    assert rounds("rebild", has_short_term_goals=False) is None


def test_where_the_standard_is_silent_what_was_agreed_is_the_date():
    assert rounds("norddjurs") is None
    assert rounds("norddjurs", agreed_on=date(2026, 5, 1))[0] == date(2026, 5, 1)


def test_what_was_agreed_never_puts_the_standards_date_off():
    late, early = date(2026, 12, 1), date(2026, 4, 1)
    assert rounds("rebild", has_short_term_goals=True, agreed_on=late)[0] == date(2026, 6, 20)
    assert rounds("rebild", has_short_term_goals=True, agreed_on=early)[0] == early


# Writing


def test_a_plan_is_begun_once_and_gone_on_with():
    request = ready()
    assert begun(request) == begun(request)


def test_a_plan_is_not_made_ready_without_a_goal_and_the_citizens_part():
    plan = begun()
    with pytest.raises(ValidationError) as refused:
        settle_plan(plan_id=plan.pk, by=caseworker(), now=NOW)
    assert set(refused.value.error_dict) == {"goals", "participation"}


def test_the_first_plan_is_a_fact_of_the_municipalitys_own_goal():
    plan = settled()
    kinds = set(plan.request.events.standing().values_list("kind", flat=True))
    assert ClockEventKind.PLAN_CREATED in kinds


def test_a_sub_goal_stands_under_a_goal_of_the_same_plan():
    plan = write(begun(), goal())
    over = plan.goals.get()
    write(plan, goal("Aftale med en ven", GoalKind.SUB_GOAL, under_id=over.pk))
    assert PlanGoal.objects.get(kind=GoalKind.SUB_GOAL).under == over
    with pytest.raises(ValidationError, match="samme plan"):
        write(plan, goal("Uden mål over sig", GoalKind.SUB_GOAL, under_id=0))


def test_a_goal_with_sub_goals_is_not_taken_out_before_them():
    plan = write(begun(), goal())
    over = plan.goals.get()
    write(plan, goal("Delmål", GoalKind.SUB_GOAL, under_id=over.pk))
    with pytest.raises(ValidationError, match="har delmål"):
        write(plan, goal(over.text, goal_id=over.pk, is_dropped=True))


def test_a_goal_of_another_plan_is_not_written():
    other = write(begun(ready(name="En anden")), goal()).goals.get()
    with pytest.raises(ValidationError, match="anden plan"):
        write(begun(), goal("Overtaget", goal_id=other.pk))


def test_a_new_version_begins_from_the_last_one_and_leaves_it_as_it_was():
    first = settled(None, goal(), goal("Komme i arbejde", GoalKind.LONG_TERM), methods="Samtaler")
    over = first.goals.get(kind=GoalKind.LONG_TERM)
    second = begun(first.request)
    assert (second.version, second.methods, second.participation) == (2, "Samtaler", "")
    assert [each.text for each in second.goals.order_by("position")] == [
        "Ikke drikke på hverdage",
        "Komme i arbejde",
    ]
    mine = second.goals.get(kind=GoalKind.LONG_TERM)
    write(second, goal("Passe et arbejde", GoalKind.LONG_TERM, goal_id=mine.pk))
    over.refresh_from_db()
    assert over.text == "Komme i arbejde"


def test_sub_goals_follow_into_the_new_version_under_their_own_copy():
    plan = write(begun(), goal())
    write(plan, goal("Delmål", GoalKind.SUB_GOAL, under_id=plan.goals.get().pk), participation="Ja")
    settle_plan(plan_id=plan.pk, by=caseworker(), now=NOW)
    copied = begun(plan.request).goals.get(kind=GoalKind.SUB_GOAL)
    assert copied.under.plan_id == copied.plan_id != plan.pk


def test_two_who_write_the_same_goal_are_told_and_neither_loses_a_word():
    plan = write(begun(), goal())
    mine = plan.goals.get()
    seen = version_of(mine)
    write_plan(
        plan_id=plan.pk,
        written={},
        goals=[goal("Kollegaens mål", goal_id=mine.pk, seen=seen)],
        by=make_user(Role.TEAM_LEAD),
        now=NOW,
    )
    with pytest.raises(ColleagueHasWritten) as told:
        write(plan, goal("Mit mål", goal_id=mine.pk, seen=seen))
    assert "Kollegaens mål" in str(told.value.goals[0].messages)
    mine.refresh_from_db()
    assert mine.text == "Kollegaens mål"


def test_what_a_colleague_alone_has_written_stays():
    plan = write(begun(), goal(), methods="Samtaler")
    seen = version_of(plan)
    write(plan, tasks="Kollegaens opgaver", methods="Samtaler", seen=seen)
    write(plan, tasks="", methods="Samtaler og NADA", seen=seen)
    plan.refresh_from_db()
    assert (plan.tasks, plan.methods) == ("Kollegaens opgaver", "Samtaler og NADA")


def test_a_secretary_writes_no_plan():
    with pytest.raises(PermissionDenied):
        begin_plan(request_id=ready().pk, by=make_user(Role.SECRETARY), now=NOW)


# Signed


def sign(plan, signer=Signer.CITIZEN, on=TODAY, reason=""):
    return record_signature(
        plan_id=plan.pk, signer=signer, signed_on=on, reason=reason, by=caseworker(), now=NOW
    )


def test_the_signature_is_recorded_once():
    plan = sign(settled())
    assert (plan.signer, plan.signed_on) == (Signer.CITIZEN, TODAY)
    with pytest.raises(ValidationError, match="allerede registreret"):
        sign(plan)


def test_without_a_signature_it_says_why():
    plan = settled()
    with pytest.raises(ValidationError, match="hvorfor"):
        sign(plan, Signer.NOBODY)
    assert sign(plan, Signer.NOBODY, reason="Ønsker ikke at skrive under").signed_on is None


@pytest.mark.parametrize("on", [None, TODAY - timedelta(days=1), TODAY + timedelta(days=1)])
def test_a_signature_has_a_day_on_which_the_plan_was_there(on):
    with pytest.raises(ValidationError):
        sign(settled(), on=on)


def test_what_is_not_made_ready_is_not_signed():
    with pytest.raises(ValidationError, match="færdig"):
        sign(write(begun(), goal()))


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE offers_treatmentplan SET methods = 'Andet'",
        "UPDATE offers_treatmentplan SET settled_at = NULL, settled_by_id = NULL",
        "DELETE FROM offers_treatmentplan",
        "UPDATE offers_plangoal SET text = 'Andet'",
        "DELETE FROM offers_plangoal",
        "INSERT INTO offers_plangoal (plan_id, kind, position, text, actions, is_dropped)"
        " SELECT id, 'short_term', 9, 'Smuglet ind', '', false FROM offers_treatmentplan",
        "DELETE FROM offers_historicalplangoal",
    ],
)
def test_the_database_keeps_a_settled_plan_as_it_is(sql):
    settled()
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)


def test_a_recorded_signature_stays_whoever_writes_the_row():
    plan = sign(settled())
    with pytest.raises(DatabaseError), transaction.atomic():
        TreatmentPlan.objects.filter(pk=plan.pk).update(signed_on=TODAY - timedelta(days=3))


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("plan_signature_whole", {"signer": Signer.CITIZEN}),
        ("plan_signer_valid", {"signer": "x"}),
        ("plan_settled_by_somebody", {"settled_at": NOW}),
        ("plan_version_from_1", {"version": 0}),
    ],
)
def test_the_database_refuses_plans_that_cannot_be(name, change):
    begun()
    with pytest.raises(IntegrityError, match=f"{name}|plan_signature_whole"):
        TreatmentPlan.objects.update(**change)


def test_a_request_has_one_plan_under_way():
    plan = begun()
    plan.pk, plan.version = None, 2
    with pytest.raises(IntegrityError, match="plan_one_draft"):
        plan.save(force_insert=True)


# Followed up


def test_the_review_is_due_by_the_standard_and_met_by_following_up():
    load_preset("rebild")
    plan = settled(ready(offer="individual_alcohol"))
    assert deadline_of(plan).due_on == date(2026, 6, 20)
    made = review(plan)
    assert (deadline_of(plan).status, deadline_of(plan).closed_on) == (DeadlineStatus.MET, TODAY)
    assert Deadline.objects.get(ref=made.deadline_ref).status == DeadlineStatus.OPEN


def test_a_follow_up_too_late_did_not_keep_the_date():
    load_preset("rebild")
    plan = settled(ready(offer="individual_alcohol"))
    late = NOW + timedelta(days=120)
    review(plan, on=late.date(), now=late)
    assert deadline_of(plan).status == DeadlineStatus.BREACHED


def test_a_new_version_is_the_revision():
    load_preset("rebild")
    plan = settled(ready(offer="individual_alcohol"))
    second = begun(plan.request)
    write(second, participation="Ja")
    settle_plan(plan_id=second.pk, by=caseworker(), now=NOW)
    assert deadline_of(plan).status == DeadlineStatus.MET
    assert deadline_of(second).status == DeadlineStatus.OPEN


def test_the_end_of_treatment_ends_the_wait_for_the_next_follow_up():
    load_preset("rebild")
    request = ready(offer="individual_alcohol")
    plan = settled(request)
    course = decided(request, present="Rusmiddelteamet").course
    close(book(course))
    end_course(
        course_id=course.pk,
        values=EndingValues(reason="completed", status="free", evaluation="Målet er nået"),
        by=caseworker(),
        now=NOW,
    )
    assert deadline_of(plan).status == DeadlineStatus.LAPSED


def test_the_nightly_recomputation_finds_no_drift():
    load_preset("mariagerfjord")
    plan = settled()
    review(plan)
    assert reconcile(today=TODAY).drift_count == 0


def test_every_goal_is_answered_for():
    plan = settled()
    with pytest.raises(ValidationError, match="hvert mål"):
        review_plan(
            plan_id=plan.pk,
            reviewed_on=TODAY,
            text="x",
            reached={},
            review_on=None,
            by=caseworker(),
            now=NOW,
        )


def test_an_attainment_is_of_a_goal_of_the_plan_that_was_followed_up():
    made = review(settled())
    other = settled(ready(name="En anden")).goals.get()
    with pytest.raises(IntegrityError, match="another plan"):
        GoalAttainment.objects.create(review=made, goal=other, attainment=Attainment.REACHED)


def test_a_draft_is_not_followed_up():
    with pytest.raises(ValidationError, match="færdig"):
        review(write(begun(), goal()))


# Handleplan


def test_a_handleplan_is_offered_and_answered_once():
    case = ready().case
    offer = offer_action_plan(case_id=case.pk, offered_on=TODAY, note="", by=caseworker(), now=NOW)
    with pytest.raises(ValidationError, match="allerede tilbudt"):
        offer_action_plan(case_id=case.pk, offered_on=TODAY, note="", by=caseworker(), now=NOW)
    answered = answer_action_plan(
        offer_id=offer.pk,
        answer=ActionPlanAnswer.DECLINED,
        answered_on=TODAY,
        by=caseworker(),
        now=NOW,
    )
    assert answered.answer == ActionPlanAnswer.DECLINED
    with pytest.raises(DatabaseError), transaction.atomic():
        ActionPlanOffer.objects.update(answer=ActionPlanAnswer.ACCEPTED)


# Pages


@pytest.fixture
def signed_in(client):
    client.force_login(caseworker())
    return client


def path(name, plan, *more):
    return reverse(f"offers:{name}", args=[plan.case.number, plan.pk, *more])


def form(*goals, stored=0, **values):
    data = {
        "goals-TOTAL_FORMS": str(len(goals)),
        "goals-INITIAL_FORMS": str(stored),
        "participation": "Skrevet sammen",
        **values,
    }
    for number, each in enumerate(goals):
        data |= {f"goals-{number}-{name}": value for name, value in each.items()}
    return data


def test_a_plan_is_made_on_its_page_with_the_assessment_beside_it(signed_in):
    request = ready()
    answer = signed_in.post(reverse("offers:plan_begin", args=[request.case.number]))
    page = signed_in.get(answer.url).content.decode()
    assert "Motiveret." in page
    goals = [{"text": "Ikke drikke", "kind": "short_term"}, {"text": "", "kind": "short_term"}]
    answer = signed_in.post(answer.url, form(*goals, settle="1"))
    page = signed_in.get(answer.url).content.decode()
    assert "Ikke drikke" in page
    assert "Registrér underskrift" in page
    assert TreatmentPlan.objects.get().is_settled


def test_a_plan_without_goals_keeps_what_was_typed(signed_in):
    plan = begun()
    answer = signed_in.post(path("plan", plan), form(settle="1", methods="Samtaler"))
    assert answer.status_code == 422
    assert "Samtaler" in answer.content.decode()
    assert "mindst ét mål" in answer.content.decode()


def test_a_goal_that_both_have_written_is_shown_with_the_colleagues_words(signed_in):
    plan = write(begun(), goal())
    mine = plan.goals.get()
    seen = version_of(mine)
    write(plan, goal("Kollegaens mål", goal_id=mine.pk, seen=seen))
    typed = {"goal": mine.pk, "text": "Mit mål", "kind": "short_term", "seen": seen}
    answer = signed_in.post(path("plan", plan), form(typed, stored=1))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Kollegaens mål" in page
    assert "Mit mål" in page
    told = answer.context["goals"][0].data["goals-0-seen"]
    answer = signed_in.post(path("plan", plan), form({**typed, "seen": told}, stored=1))
    mine.refresh_from_db()
    assert mine.text == "Mit mål"


def test_a_settled_plan_is_read_and_not_written(signed_in):
    plan = settled()
    signed_in.post(path("plan", plan), form(methods="Andet"))
    plan.refresh_from_db()
    assert plan.methods == ""


def test_the_paper_is_plain_danish_with_room_for_a_signature(signed_in):
    plan = settled()
    answer = signed_in.get(path("plan_print", plan))
    text = reading.text(answer.content)
    assert answer["Content-Type"] == "application/pdf"
    assert "Din underskrift" in text
    assert "Ikke drikke på hverdage" in text


def test_a_plan_belongs_to_its_own_case(signed_in):
    plan = settled()
    other = ready(name="En anden")
    for name in ("plan", "plan_print", "plan_signature", "plan_review"):
        wrong = reverse(f"offers:{name}", args=[other.case.number, plan.pk])
        assert signed_in.get(wrong).status_code == 404


def test_it_is_followed_up_on_a_page_goal_by_goal(signed_in):
    plan = settled()
    mine = plan.goals.get()
    answer = signed_in.post(
        path("plan_review", plan),
        {"reviewed_on": "20-03-2026", f"goal_{mine.pk}": "reached", "text": "Godt gået"},
    )
    page = signed_in.get(answer.url).content.decode()
    assert "Godt gået" in page
    assert "Nået" in page


def test_a_page_costs_the_same_however_many_goals(signed_in, count_queries):
    plan = write(begun(), goal())
    signed_in.get(path("plan", plan))
    with count_queries() as one:
        signed_in.get(path("plan", plan))
    write(plan, *(goal(f"Mål {number}") for number in range(8)))
    with count_queries() as nine:
        signed_in.get(path("plan", plan))
    assert len(one) == len(nine) <= 25


def test_the_case_page_shows_plan_and_handleplan(signed_in):
    plan = settled(granted().request)
    page = signed_in.get(plan.case.get_absolute_url()).content.decode()
    assert path("plan", plan) in page
    assert "Handleplan er ikke tilbudt endnu" in page
