from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout, update_session_auth_hash
from django.contrib.auth.forms import PasswordChangeForm
from django.core.exceptions import PermissionDenied, ValidationError
from django.forms import BaseForm
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from rusmiddel.access import services
from rusmiddel.access.enums import Role
from rusmiddel.access.forms import EditUserForm, NewUserForm, PasswordForm
from rusmiddel.access.leaving import left_by
from rusmiddel.access.models import User
from rusmiddel.access.permissions import can_administer_users
from rusmiddel.access.requests import StaffRequest
from rusmiddel.access.signin import lockout, second_factor, sessions
from rusmiddel.forms import add_service_errors, refusals_shown
from rusmiddel.sorting import danish_sort_key
from rusmiddel.versions import version_of


@require_POST
def sign_out(request: StaffRequest) -> HttpResponse:
    logout(request)
    return redirect("access:sign_in")


@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def own_password(request: StaffRequest) -> HttpResponse:
    """Change one's own password; other places one is signed in are signed out."""
    form = PasswordChangeForm(request.user, request.POST or None)
    if request.method == "POST" and form.is_valid():
        form.save()
        update_session_auth_hash(request, form.user)
        sessions.end_others(user=form.user, than=request.session.session_key)
        messages.success(request, "Din adgangskode er ændret.")
        return redirect("/")
    return _user_page(request, form, title="Skift adgangskode", act="Skift adgangskode")


@require_safe
def user_list(request: StaffRequest) -> HttpResponse:
    _require_administrator(request)
    users = sorted(
        User.objects.all(), key=lambda user: (not user.is_active, danish_sort_key(user.name), user.pk)
    )
    return render(request, "access/user_list.html", {"users": users})


@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def user_new(request: StaffRequest) -> HttpResponse:
    _require_administrator(request)
    form = NewUserForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            user = services.create_user(by=request.user, **form.cleaned_data)
        except ValidationError as refused:
            _add_refusal(form, refused, field="password")
        else:
            messages.success(request, f"{user.name} kan nu logge ind som »{user.username}«.")
            return redirect("access:user_list")
    return _user_page(request, form, title="Ny bruger", act="Opret bruger")


@require_http_methods(["GET", "HEAD", "POST"])
def user_edit(request: StaffRequest, pk: int) -> HttpResponse:
    _require_administrator(request)
    shown = get_object_or_404(User, pk=pk)
    form = EditUserForm(
        request.POST or None,
        instance=get_object_or_404(User, pk=pk),
        initial={"seen": version_of(shown)},
    )
    if request.method == "POST" and form.is_valid():
        with refusals_shown(form, shown):
            services.change_user(user_id=pk, by=request.user, **form.cleaned_data)
            messages.success(request, f"{form.cleaned_data['name']} er rettet.")
            return redirect("access:user_list")
    return _user_page(request, form, title=shown.name, act="Gem rettelser", shown=shown)


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def user_password(request: StaffRequest, pk: int) -> HttpResponse:
    _require_administrator(request)
    if pk == request.user.pk:
        return redirect("access:own_password")
    shown = get_object_or_404(User, pk=pk)
    form = PasswordForm(shown, request.POST or None)
    if request.method == "POST" and form.is_valid():
        services.set_password(user_id=pk, by=request.user, password=form.cleaned_data["new_password1"])
        messages.success(request, f"{shown.name} har fået en ny adgangskode.")
        return redirect("access:user_edit", pk=pk)
    return _user_page(request, form, title=f"Ny adgangskode til {shown.name}", act="Giv ny adgangskode")


@require_POST
def user_deactivate(request: StaffRequest, pk: int) -> HttpResponse:
    _require_administrator(request)
    user = get_object_or_404(User, pk=pk)
    left = left_by(user, now=timezone.now()) if user.is_active and user != request.user else []
    if left and not request.POST.get("told"):
        return render(request, "access/user_deactivate.html", {"shown": user, "left": left})
    try:
        services.deactivate_user(user_id=pk, by=request.user)
    except ValidationError as refused:
        messages.error(request, refused.messages[0])
    else:
        messages.success(request, f"{user.name} kan ikke længere logge ind.")
    return redirect("access:user_edit", pk=pk)


@require_POST
def user_reactivate(request: StaffRequest, pk: int) -> HttpResponse:
    _require_administrator(request)
    user = get_object_or_404(User, pk=pk)
    services.reactivate_user(user_id=pk, by=request.user)
    messages.success(request, f"{user.name} kan logge ind igen.")
    return redirect("access:user_edit", pk=pk)


def _require_administrator(request: StaffRequest) -> None:
    if not can_administer_users(request.user):
        raise PermissionDenied("Kun en administrator kan se og ændre brugere.")


def _user_page(
    request: StaffRequest, form: BaseForm, *, title: str, act: str, shown: User | None = None
) -> HttpResponse:
    context: dict[str, Any] = {"form": form, "title": title, "act": act, "shown": shown}
    if shown is not None:
        context["history"] = [
            (version, [Role(role).label for role in version.roles])
            for version in shown.history.select_related("history_user")
        ]
        context["may_come_by_the_municipality"] = bool(settings.OIDC_ISSUER) and shown.has_usable_password()
        context["locks"] = lockout.locks_of(shown, now=timezone.now())
        context["has_second_factor"] = second_factor.factors_of(shown).exists()
        context["sign_ins"] = shown.sign_ins.select_related("by").order_by("-at", "-pk")[:20]
        context["left"] = left_by(shown, now=timezone.now())
    return render(request, "access/user_form.html", context, status=422 if form.errors else 200)


def _add_refusal(form: BaseForm, refused: ValidationError, *, field: str) -> None:
    """Show at the field what names no field of its own."""
    if hasattr(refused, "error_dict"):
        add_service_errors(form, refused)
    else:
        form.add_error(field, refused)
