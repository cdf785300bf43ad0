"""Cases that go from one to others for a time, and one deadline that does."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Count, F, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cases.caseload_forms import GiverForm, HandOnForm, MoveForm
from cases.models import Case, CaseloadMove, HandedItem, MovedCase
from cases.permissions import can_give_at_once, can_pass_on, can_register_inquiry, can_speak_for, require
from cases.services.caseload import bring_back, cancel_move, carry_out_moves, order_move
from cases.services.handing_on import give_back, hand_on
from cases.tables import with_state
from cases.views.acting import act_page
from cases.views.opening import open_case
from rusmiddel.access.models import User
from rusmiddel.deadlines.models import Deadline
from rusmiddel.forms import refusals_shown
from rusmiddel.numbers import key_in
from rusmiddel.sorting import danish_sort_key

SHOWN = 100


@require_safe
def move_list(request: HttpRequest) -> HttpResponse:
    """The moves one has to do with; whoever leads sees all of them."""
    require(can_register_inquiry(request.user))
    moves = (
        _moves_of(request)
        .annotate(
            number=Count("cases", distinct=True),
            open=Count("cases", filter=Q(cases__in=MovedCase.objects.under_way()), distinct=True),
            stuck=Count("cases", filter=Q(cases__in=MovedCase.objects.stuck()), distinct=True),
        )
        .select_related("giver", "ordered_by")
    )
    return render(request, "cases/move_list.html", {"moves": moves.order_by("-from_on", "-pk")[:SHOWN]})


@require_http_methods(["GET", "HEAD", "POST"])
def move_new(request: HttpRequest) -> HttpResponse:
    """First whose, for whoever leads; then which cases to whom."""
    require(can_register_inquiry(request.user))
    giver = _giver(request)
    if giver is None:
        return render(request, "cases/move_giver.html", {"form": GiverForm(givers=_givers())})
    require(can_speak_for(request.user, giver))
    own = Case.objects.open().filter(responsible=giver)
    cases = list(with_state(own.visible_to(request.user)).order_by(F("due_on").asc(nulls_last=True), "pk"))
    waiting = set(MovedCase.objects.filter(case__in=cases, status="waiting").values_list("case", flat=True))
    form = MoveForm(
        request.POST or None, giver=giver, cases=[case for case in cases if case.pk not in waiting]
    )
    if request.method == "POST" and form.is_valid():
        asked = ("receivers", "from_on", "back_on", "message")
        with refusals_shown(form):
            move = order_move(
                giver=giver,
                by=request.user,
                now=timezone.now(),
                **{name: form.cleaned_data[name] for name in asked},
            )
            carry_out_moves(now=timezone.now(), move_id=move.pk)
            messages.success(request, "Flytningen er bestilt.")
            return redirect(move)
    context = {
        "form": form,
        "giver": giver,
        "waiting": len(waiting),
        "hidden": own.count() - len(cases),
        "back": f"{request.path}?{urlencode({'fra': ''})}",
    }
    return render(request, "cases/move_new.html", context, status=422 if form.errors else 200)


@require_safe
def move(request: HttpRequest, move: int) -> HttpResponse:
    """How far a move has come; cases that one may not see are only counted."""
    found = get_object_or_404(_moves_of(request).select_related("giver", "ordered_by"), pk=move)
    visible = found.cases.filter(case__in=Case.objects.visible_to(request.user))
    rows = list(
        visible.select_related("case__citizen", "receiver").defer("case__citizen__cpr").order_by("pk")
    )
    return render(
        request,
        "cases/move.html",
        {
            "move": found,
            "rows": rows,
            "hidden": found.cases.count() - len(rows),
            "may_stop": found.cancelled_at is None
            and found.cases.under_way().exists()
            and _may_change(request, found),
            "may_bring_back": found.cancelled_at is None
            and found.from_on < timezone.localdate()
            and found.cases.filter(status="moved").exists()
            and _may_change(request, found),
        },
    )


@require_POST
def move_cancel(request: HttpRequest, move: int) -> HttpResponse:
    return _changed(request, move, cancel_move, "Flytningen er stoppet. Sager, der er flyttet, bliver der.")


@require_POST
def move_back(request: HttpRequest, move: int) -> HttpResponse:
    return _changed(request, move, bring_back, "Sagerne er flyttet tilbage.")


@require_http_methods(["GET", "HEAD", "POST"])
def item_hand_on(request: HttpRequest, number: str, deadline: int) -> HttpResponse:
    """One deadline of the case, and those that are the same work (`ogsaa`), to a colleague."""
    case = open_case(request, number)
    wanted = [deadline, *map(key_in, request.GET.getlist("ogsaa"))]
    items = list(Deadline.objects.open().filter(case=case, pk__in=wanted).order_by("pk"))
    first = get_object_or_404(Deadline.objects.open().filter(case=case), pk=deadline)
    require(can_pass_on(request.user, case) or first.responsible_id == request.user.pk)
    form = HandOnForm(
        request.POST or None, without={first.responsible_id, case.responsible_id, request.user.pk}
    )
    if request.method == "POST" and form.is_valid():
        with refusals_shown(form):
            hand_on(
                deadline_ids=[item.pk for item in items],
                by=request.user,
                now=timezone.now(),
                **form.cleaned_data,
            )
            messages.success(request, f"{form.cleaned_data['receiver'].name} har nu fristen.")
            return redirect("reporting:my_day")
    labels = " og ".join(item.get_kind_display().lower() for item in items)
    return act_page(
        request,
        case,
        form,
        title=f"Giv videre: {labels}",
        act="Giv videre",
        consequence="Kun denne frist. Kollegaen kan se sagen, til den er nået, og beskeden står på Min dag.",
    )


@require_POST
def item_give_back(request: HttpRequest, number: str, item: int) -> HttpResponse:
    case = open_case(request, number)
    found = get_object_or_404(HandedItem, pk=item, deadline__case=case)
    give_back(item_id=found.pk, by=request.user, now=timezone.now())
    messages.success(request, f"Fristen på sag {case.number} er givet tilbage.")
    return redirect("reporting:my_day")


def _changed(request: HttpRequest, pk: int, act, done: str) -> HttpResponse:
    found = get_object_or_404(_moves_of(request), pk=pk)
    try:
        act(move_id=found.pk, by=request.user, now=timezone.now())
    except ValidationError as error:
        messages.error(request, error.messages[0])
    else:
        carry_out_moves(now=timezone.now(), move_id=found.pk)
        messages.success(request, done)
    return redirect(found)


def _moves_of(request: HttpRequest):
    moves = CaseloadMove.objects.all()
    require(can_register_inquiry(request.user))
    if can_give_at_once(request.user):
        return moves
    mine = Q(giver=request.user) | Q(ordered_by=request.user)
    return moves.filter(mine | Q(pk__in=MovedCase.objects.filter(receiver=request.user).values("move")))


def _may_change(request: HttpRequest, move: CaseloadMove) -> bool:
    return can_speak_for(request.user, move.giver) or move.ordered_by_id == request.user.pk


def _giver(request: HttpRequest) -> User | None:
    """Whose cases are asked for; one's own where nobody else's may be."""
    asked = request.GET.get("fra", "")
    if not asked:
        return None if can_give_at_once(request.user) else request.user
    return get_object_or_404(User, pk=key_in(asked))


def _givers() -> list[tuple[str, str]]:
    """Everybody with open cases, also those who work here no longer."""
    found = User.objects.filter(cases__closed_on=None).annotate(number=Count("cases")).filter(number__gt=0)
    users = sorted(found, key=lambda user: (danish_sort_key(user.name), user.pk))
    return [(str(user.pk), f"{user.name} ({user.number})") for user in users]
