from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from cases.enums import RequestStage
from cases.permissions import require
from cases.views.acting import act_page
from cases.views.case import latest_request
from cases.views.opening import open_case
from rusmiddel.deadlines.enums import DeadlineKind
from rusmiddel.deadlines.models import Deadline
from rusmiddel.forms import refusals_shown
from rusmiddel.letters.papers import inline
from rusmiddel.standards.services import in_force
from visitation.models import Recommendation
from visitation.permissions import can_recommend, can_see_visitation
from visitation.recommendation_forms import AnswerForm, RecommendationForm
from visitation.services.recommending import answer_recommendation, recommend


@require_http_methods(["GET", "POST"])
def recommend_new(request: HttpRequest, number: str) -> HttpResponse:
    """Send a case with a recommendation to whoever decides on it."""
    case = open_case(request, number)
    require(can_recommend(request.user))
    wish = latest_request(case)
    if wish is None or wish.stage != RequestStage.READY:
        raise Http404
    form = RecommendationForm(request.POST or None, standard=in_force(wish.requested_on), wish=wish)
    if request.method == "POST" and form.is_valid():
        with refusals_shown(form):
            sent = recommend(request_id=wish.pk, by=request.user, now=timezone.now(), **form.cleaned_data)
            messages.success(request, "Indstillingen er skrevet og kan printes. Fristen for svar løber.")
            return redirect(sent)
    return act_page(
        request,
        case,
        form,
        title="Send sagen til den, der afgør",
        act="Skriv indstilling",
        consequence="Sagen tages af dagsordenen, mens der ventes på svar. Garantien løber videre.",
    )


@require_http_methods(["GET", "POST"])
def recommendation(request: HttpRequest, number: str, recommendation: int) -> HttpResponse:
    """A recommendation, and the answer to it."""
    case = open_case(request, number)
    require(can_see_visitation(request.user))
    found = get_object_or_404(
        Recommendation.objects.with_clock().select_related("recorded_by"), pk=recommendation, case=case
    )
    form = AnswerForm(request.POST or None, initial={"answered_on": timezone.localdate()})
    if request.method == "POST":
        require(can_recommend(request.user))
        if form.is_valid():
            with refusals_shown(form):
                answer_recommendation(
                    recommendation_id=found.pk, by=request.user, now=timezone.now(), **form.cleaned_data
                )
                messages.success(request, "Svaret er skrevet.")
                return redirect(found)
    return render(
        request,
        "visitation/recommendation.html",
        {
            "case": case,
            "recommendation": found,
            "clock": Deadline.objects.filter(
                kind=DeadlineKind.RECOMMENDATION, ref=found.deadline_ref
            ).first(),
            "form": form,
            "may_answer": can_recommend(request.user) and found.answered_on is None,
        },
        status=422 if form.errors else 200,
    )


@require_safe
def recommendation_pdf(request: HttpRequest, number: str, recommendation: int) -> HttpResponse:
    """The recommendation exactly as it was sealed."""
    case = open_case(request, number)
    require(can_see_visitation(request.user))
    found = get_object_or_404(Recommendation, pk=recommendation, case=case)
    return inline(bytes(found.pdf), name=f"indstilling-{case.number}")
