"""What a course's own page shows of the group it is given in."""

from typing import Any

from offers.enums import MembershipStatus
from offers.groups import closing_talks_owed, is_individual_meanwhile, meets_in_group
from offers.models import Course, Group, GroupAttendance, Membership
from offers.permissions import can_run_groups
from offers.services.memberships import hindrance_of
from rusmiddel.access.models import User
from rusmiddel.standards.services import in_force


def in_groups(course: Course, user: User) -> dict[str, Any]:
    """Nothing where the standard does not give the offer in a group."""
    standard = in_force(course.request.requested_on)
    offer = standard.offer(course.offer_key)
    if not meets_in_group(offer):
        return {"is_in_group": False}
    membership = (
        Membership.objects.open().filter(course=course).select_related("group", "course__request").first()
    )
    waits = membership is not None and membership.status == MembershipStatus.WAITING
    attended = GroupAttendance.objects.filter(session__course=course, session__outcome="held").count()
    return {
        "is_in_group": True,
        "membership": membership,
        "missing_before_group": hindrance_of(membership) if waits and membership else "",
        "is_individual_meanwhile": waits
        and is_individual_meanwhile(
            offer,
            others_waiting=Membership.objects.in_line().filter(offer_key=offer.key).count() - 1,
            has_group=Group.objects.open().filter(offer_key=offer.key).exists(),
        ),
        "attended": attended,
        "attended_of": offer.sessions.value,
        "closing_talks": closing_talks_owed(offer, standard, attended=attended),
        "may_run_groups": can_run_groups(user) and course.is_open,
    }
