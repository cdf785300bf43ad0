"""Urine tests where children live at home; the coming day is the staff's alone."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from cases.permissions import require
from offers.models import UrinePlan, UrineTest
from offers.permissions import can_follow_substitution
from offers.services.urine_tests import answer_children, correct_test, give_up_plan, plan_test, write_test
from offers.substitution.forms import (
    ChildrenForm,
    UrineCorrectionForm,
    UrinePlanForm,
    UrineTestForm,
    WhyForm,
    initial_of_test,
)
from offers.views.substitution_acting import open_substitution, substitution_act


@require_http_methods(["GET", "POST"])
def home_children_new(request: HttpRequest, number: str, course: int) -> HttpResponse:
    case, found = open_substitution(request, number, course)
    require(can_follow_substitution(request.user))
    form = ChildrenForm(request.POST or None)
    return substitution_act(
        request,
        case,
        found,
        form,
        do=lambda: answer_children(
            course_id=found.pk, by=request.user, now=timezone.now(), **form.cleaned_data
        ),
        title="Børn i hjemmet",
        act="Gem svaret",
        done="Svaret er gemt.",
        consequence="Bor der børn i hjemmet, tages der urinprøver, som kvalitetsstandarden siger.",
    )


@require_http_methods(["GET", "POST"])
def urine_plan_new(request: HttpRequest, number: str, course: int) -> HttpResponse:
    case, found = open_substitution(request, number, course)
    require(can_follow_substitution(request.user))
    form = UrinePlanForm(request.POST or None)
    return substitution_act(
        request,
        case,
        found,
        form,
        do=lambda: plan_test(course_id=found.pk, by=request.user, now=timezone.now(), **form.cleaned_data),
        title="Planlæg uvarslet prøve",
        act="Gem dagen",
        done="Dagen er gemt. Den er kun for medarbejdere.",
        consequence="Borgeren får ikke dagen at vide: ikke i breve, kalendere, udskrifter eller indsigt.",
    )


@require_http_methods(["GET", "POST"])
def urine_plan_give_up(request: HttpRequest, number: str, course: int, plan: int) -> HttpResponse:
    case, found = open_substitution(request, number, course)
    require(can_follow_substitution(request.user))
    planned = get_object_or_404(UrinePlan, pk=plan, course=found)
    form = WhyForm(request.POST or None)
    return substitution_act(
        request,
        case,
        found,
        form,
        do=lambda: give_up_plan(
            plan_id=planned.pk, reason=form.cleaned_data["reason"], by=request.user, now=timezone.now()
        ),
        title="Opgiv den planlagte prøve",
        act="Opgiv prøven",
        done="Prøven er opgivet.",
    )


@require_http_methods(["GET", "POST"])
def urine_test_new(request: HttpRequest, number: str, course: int) -> HttpResponse:
    case, found = open_substitution(request, number, course)
    require(can_follow_substitution(request.user))
    form = UrineTestForm(request.POST or None)
    return substitution_act(
        request,
        case,
        found,
        form,
        do=lambda: write_test(course_id=found.pk, by=request.user, now=timezone.now(), **form.values),
        title="Urinprøve",
        act="Gem prøven",
        done="Prøven er gemt.",
        consequence="Prøven kan kun rettes med en ny linje.",
    )


@require_http_methods(["GET", "POST"])
def urine_test_correct(request: HttpRequest, number: str, course: int, test: int) -> HttpResponse:
    case, found = open_substitution(request, number, course)
    require(can_follow_substitution(request.user))
    wrong = get_object_or_404(UrineTest, pk=test, course=found)
    form = UrineCorrectionForm(request.POST or None, initial=initial_of_test(wrong))
    return substitution_act(
        request,
        case,
        found,
        form,
        do=lambda: correct_test(test_id=wrong.pk, by=request.user, now=timezone.now(), **form.values),
        title="Ret prøven",
        act="Gem rettelsen",
        done="Prøven er rettet.",
        consequence="Den forkerte linje bliver stående, mærket som rettet.",
    )
