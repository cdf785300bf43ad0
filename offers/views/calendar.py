from datetime import date, timedelta

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cases.models import Case
from cases.permissions import require
from cases.views.acting import plain_act_page
from offers.calendar.feed import feed_of
from offers.calendar.pages import Shown, shown_days
from offers.calendar.reminders import reminder
from offers.forms import CalendarForm, RoomForm
from offers.models import CalendarFeed, Room, Session
from offers.permissions import can_maintain_rooms, can_remind, can_see
from offers.services.feeds import open_feed, reader_of, revoke_feed
from offers.services.reminders import note_reminded, to_remind
from offers.services.rooms import keep_room
from rusmiddel.calendar import next_working_day
from rusmiddel.danish_dates import long_date, parse_date
from rusmiddel.forms import refusals_shown
from rusmiddel.letters.papers import inline, paper
from rusmiddel.standards.services import in_force


def _shown(request: HttpRequest) -> tuple[CalendarForm, Shown]:
    """What is asked for; whoever asks for nothing sees their own week."""
    today = timezone.localdate()
    asked = request.GET if any(name in request.GET for name in CalendarForm.base_fields) else None
    form = CalendarForm(asked, initial={"medarbejder": request.user, "dag": today, "vis": "uge"})
    if asked is None or not form.is_valid():
        return form, Shown(on=today, is_week=True, employee=request.user)
    cleaned = form.cleaned_data
    return form, Shown(
        on=cleaned["dag"] or today,
        is_week=cleaned["vis"] != "dag",
        employee=cleaned["medarbejder"],
        room=cleaned["lokale"],
    )


def _query(shown: Shown, on: date) -> str:
    return urlencode(
        {
            "medarbejder": shown.employee.pk if shown.employee else "",
            "lokale": shown.room.pk if shown.room else "",
            "dag": f"{on:%d-%m-%Y}",
            "vis": "uge" if shown.is_week else "dag",
        }
    )


@require_safe
def calendar(request: HttpRequest) -> HttpResponse:
    """The booked talks of an employee or a room, by day or week."""
    require(can_see(request.user))
    form, shown = _shown(request)
    return render(
        request,
        "offers/calendar.html",
        {
            "form": form,
            "shown": shown,
            "days": shown_days(shown, request.user),
            "earlier": _query(shown, shown.earlier),
            "later": _query(shown, shown.later),
            "here": _query(shown, shown.on),
            "today": timezone.localdate(),
            "may_maintain": can_maintain_rooms(request.user),
            "may_remind": can_remind(request.user),
        },
    )


@require_safe
def calendar_print(request: HttpRequest) -> HttpResponse:
    require(can_see(request.user))
    _, shown = _shown(request)
    days = shown_days(shown, request.user)
    of_whom = shown.room or (shown.employee.name if shown.employee else "Alle")
    first, last = shown.days[0], shown.days[-1]
    when = long_date(first) if first == last else f"{long_date(first)} – {long_date(last)}"
    made = paper(
        "offers/papers/calendar.html", {"days": days, "shown": shown}, title=f"Kalender: {of_whom}, {when}"
    )
    return inline(made.pdf, name="kalender")


@require_http_methods(["GET", "POST"])
def feed(request: HttpRequest) -> HttpResponse:
    """Get a secret address for one's own calendar, or let it stop working."""
    require(can_see(request.user))
    address = ""
    if request.method == "POST" and "stop" in request.POST:
        revoke_feed(by=request.user, now=timezone.now())
        messages.success(request, "Adressen virker ikke længere.")
        return redirect("offers:feed")
    if request.method == "POST":
        secret = open_feed(by=request.user, now=timezone.now())
        address = request.build_absolute_uri(reverse("offers:feed_read", args=[secret]))
    return render(
        request,
        "offers/feed.html",
        {
            "address": address,
            "feed": CalendarFeed.objects.filter(user=request.user, revoked_at=None).first(),
        },
    )


@login_not_required
@never_cache
@require_safe
def feed_read(request: HttpRequest, secret: str) -> HttpResponse:
    """The calendar itself, for whoever holds the address; no names, no case, nothing about treatment."""
    user = reader_of(secret)
    if user is None:
        raise Http404
    return HttpResponse(feed_of(user, now=timezone.now()), content_type="text/calendar; charset=utf-8")


@require_safe
def rooms(request: HttpRequest) -> HttpResponse:
    require(can_maintain_rooms(request.user))
    return render(request, "offers/rooms.html", {"rooms": Room.objects.order_by("-is_in_use", "name")})


@require_http_methods(["GET", "POST"])
def room_edit(request: HttpRequest, room: int | None = None) -> HttpResponse:
    require(can_maintain_rooms(request.user))
    found = get_object_or_404(Room, pk=room) if room is not None else None
    initial = {"name": found.name, "is_in_use": found.is_in_use} if found else {"is_in_use": True}
    form = RoomForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        with refusals_shown(form):
            keep_room(room_id=room, by=request.user, **form.cleaned_data)
            messages.success(request, "Lokalet er gemt.")
            return redirect("offers:rooms")
    return plain_act_page(
        request, form, title="Ret lokale" if found else "Nyt lokale", act="Gem", back="offers:rooms"
    )


@require_safe
def reminders(request: HttpRequest) -> HttpResponse:
    """The texts to send to those who have a talk on a day; the next working day where none is asked for."""
    require(can_remind(request.user))
    today = timezone.localdate()
    try:
        day = parse_date(request.GET.get("dag", ""), today=today)
    except ValueError:
        day = next_working_day(today + timedelta(days=1))
    standard = in_force(today)
    talks = [(talk, reminder(talk.planned_at, standard)) for talk in to_remind(request.user, day)]
    return render(request, "offers/reminders.html", {"talks": talks, "day": day})


@require_POST
def reminded(request: HttpRequest, session: int) -> HttpResponse:
    require(can_remind(request.user))
    visible = Case.objects.visible_to(request.user)
    found = get_object_or_404(Session, pk=session, course__case__in=visible)
    try:
        note_reminded(session_id=found.pk, by=request.user, now=timezone.now())
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    day = timezone.localdate(found.planned_at)
    return redirect(f"{reverse('offers:reminders')}?{urlencode({'dag': f'{day:%d-%m-%Y}'})}")
