"""Side use and the like: written, discussed at the meeting, decided by the doctor."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from cases.models import Case
from cases.permissions import require
from offers.enums import IrregularityDecision
from offers.models import Irregularity
from offers.permissions import can_follow_substitution, can_prescribe, can_see_substitution
from offers.services.irregularities import decide_irregularity, discuss_irregularity, note_irregularity
from offers.substitution.forms import DiscussionForm, IrregularityDecisionForm, IrregularityForm
from offers.views.substitution_acting import open_substitution, substitution_act
from rusmiddel.standards.services import in_force

# A meeting takes no more than so many; the oldest come first.
MOST_LISTED = 100


@require_safe
def irregularity_list(request: HttpRequest) -> HttpResponse:
    """What waits for the treatment meeting, or for the doctor after it; only one's own cases."""
    require(can_see_substitution(request.user))
    now = timezone.now()
    waiting = (
        Irregularity.objects.undecided()
        .filter(course__case__in=Case.objects.visible_to(request.user, now))
        .select_related("course__case__citizen", "written_by")
        .order_by("found_on", "pk")[:MOST_LISTED]
    )
    return render(
        request,
        "offers/irregularity_list.html",
        {"waiting": list(waiting), "most": MOST_LISTED, "may_prescribe": can_prescribe(request.user)},
    )


@require_http_methods(["GET", "POST"])
def irregularity_new(request: HttpRequest, number: str, course: int) -> HttpResponse:
    case, found = open_substitution(request, number, course)
    require(can_follow_substitution(request.user))
    form = IrregularityForm(request.POST or None)
    return substitution_act(
        request,
        case,
        found,
        form,
        do=lambda: note_irregularity(
            course_id=found.pk, by=request.user, now=timezone.now(), **form.cleaned_data
        ),
        title="Uregelmæssighed",
        act="Gem",
        done="Det er skrevet ned og venter på behandlingsmødet.",
        consequence=in_force(found.request.requested_on).substitution.irregularities.value or "",
    )


@require_http_methods(["GET", "POST"])
def irregularity_discuss(request: HttpRequest, number: str, course: int, irregularity: int) -> HttpResponse:
    case, found = open_substitution(request, number, course)
    require(can_follow_substitution(request.user))
    written = get_object_or_404(Irregularity, pk=irregularity, course=found)
    form = DiscussionForm(request.POST or None)
    return substitution_act(
        request,
        case,
        found,
        form,
        do=lambda: discuss_irregularity(
            irregularity_id=written.pk, by=request.user, now=timezone.now(), **form.cleaned_data
        ),
        title="Drøftet på behandlingsmødet",
        act="Gem",
        done="Mødets ord er gemt. Lægen beslutter.",
        consequence="Det kan ikke ændres bagefter.",
    )


@require_http_methods(["GET", "POST"])
def irregularity_decide(request: HttpRequest, number: str, course: int, irregularity: int) -> HttpResponse:
    case, found = open_substitution(request, number, course)
    require(can_prescribe(request.user))
    written = get_object_or_404(Irregularity, pk=irregularity, course=found)
    form = IrregularityDecisionForm(request.POST or None)
    return substitution_act(
        request,
        case,
        found,
        form,
        do=lambda: decide_irregularity(
            irregularity_id=written.pk,
            decision=IrregularityDecision(form.cleaned_data["decision"]),
            reasons=form.cleaned_data["reasons"],
            by=request.user,
            now=timezone.now(),
        ),
        title="Fortsætter ordinationen?",
        act="Beslut",
        done="Beslutningen er gemt.",
        consequence="Ændres ordinationen, skrives det også som en ny linje under ordinationer.",
    )
