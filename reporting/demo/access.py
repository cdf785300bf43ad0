"""Who has been let into a case that is not theirs, and who is kept out of one."""

from datetime import timedelta

from cases.models import Case, EmergencyAccess
from cases.services.emergency import open_in_emergency, review_emergency
from cases.services.locking_out import lock_out, shield_case
from reporting.demo.world import World, moment

REASONS = (
    "Borgeren stod i receptionen og var påvirket. Behandleren var ikke til at få fat i.",
    "Skadestuen ringede og spurgte til aftalt medicin.",
)


def open_and_close_some(world: World) -> None:
    """Two emergency accesses, one of them reviewed; one case shielded, and one colleague locked out.

    Once in a municipality, also where more is added to it.
    """
    if EmergencyAccess.objects.exists():
        return
    caseworkers, lead = world.staff.caseworkers, world.staff.team_lead
    at = moment(world.today - timedelta(days=1), 14)
    everything = Case.objects.open().exclude(responsible=None).order_by("pk")
    for number, reason in enumerate(REASONS):
        user = caseworkers[number]
        case = everything.elsewhere_for(user)[number]
        access = open_in_emergency(case_id=case.pk, reason=reason, by=user, now=at)
        if number == 0:
            done = at + timedelta(hours=1)
            review_emergency(access_id=access.pk, remark="Talt igennem. I orden.", by=lead, now=done)
    for case in everything[4:5]:
        named = [case.responsible] if case.responsible else []
        shield_case(case_id=case.pk, members=named, reason="En kollegas slægtning.", by=lead, now=at)
    for case in everything[6:7]:
        colleague = next(user for user in caseworkers if user.pk != case.responsible_id)
        lock_out(case_id=case.pk, user=colleague, reason="Nabo og ven.", by=lead, now=at)
