"""When a child's municipality must be notified (underretning). Pure rules (CHI-1, CHI-4 to CHI-7)."""

from cases.enums import Children, Concern, NotificationGround
from rusmiddel.standards.enums import NotificationPolicy

# The answers that make the citizen a parent, or somebody who is with children.
WITH_CHILDREN = frozenset({Children.AT_HOME, Children.CONTACT})
# CHI-1: the duty is each employee's own; CHI-7: it holds for the unborn child too.
BASIS = "barnets lov § 133"


def asks_for_concern(*, children: str, policy: NotificationPolicy) -> bool:
    """Whether the assessment must say if there is concern for a child (CHI-6).

    Where the standard always notifies, the answer changes nothing and may be left open (CHI-4).
    """
    return children in WITH_CHILDREN and policy == NotificationPolicy.ON_CONCERN


def ground_for(*, children: str, concern: str, policy: NotificationPolicy) -> NotificationGround | None:
    """Why a notification is due after the answers of an assessment, or None (CHI-4, CHI-5, CHI-6)."""
    if policy == NotificationPolicy.ALWAYS_ON_PARENT and children in WITH_CHILDREN:
        return NotificationGround.POLICY
    return NotificationGround.CONCERN if concern == Concern.YES else None
