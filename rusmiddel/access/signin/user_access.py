"""What an administrator does for somebody who cannot come in."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from rusmiddel.access.models import User
from rusmiddel.access.permissions import require_administrator
from rusmiddel.access.requests import StaffRequest
from rusmiddel.access.signin import lockout, municipal, second_factor


@require_POST
def unlock(request: StaffRequest, pk: int) -> HttpResponse:
    require_administrator(request.user)
    user = get_object_or_404(User, pk=pk)
    lockout.unlock(user_id=pk, by=request.user, now=timezone.now())
    messages.success(request, f"{user.name} kan prøve at logge ind igen.")
    return redirect("access:user_edit", pk=pk)


@require_POST
def reset_second_factor(request: StaffRequest, pk: int) -> HttpResponse:
    require_administrator(request.user)
    user = get_object_or_404(User, pk=pk)
    second_factor.reset(user_id=pk, by=request.user)
    messages.success(request, f"{user.name} skal sætte sin ekstra sikring op igen.")
    return redirect("access:user_edit", pk=pk)


@require_POST
def use_municipal_sign_in(request: StaffRequest, pk: int) -> HttpResponse:
    require_administrator(request.user)
    user = get_object_or_404(User, pk=pk)
    municipal.use_municipal_sign_in(user_id=pk, by=request.user)
    messages.success(request, f"{user.name} logger fra nu af ind med kommunens login.")
    return redirect("access:user_edit", pk=pk)
