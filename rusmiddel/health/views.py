import time
from dataclasses import asdict

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from rusmiddel.health.state import broker_states, database_state


@login_not_required
@require_safe
@never_cache
def health(request: HttpRequest) -> JsonResponse:
    database, watches = database_state()
    parts = {"database": database, **broker_states(now=time.time())}
    body = {name: asdict(part) for name, part in parts.items()} | {"watches": watches}
    return JsonResponse(body, status=200 if all(part.ok for part in parts.values()) else 503)
