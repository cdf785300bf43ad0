from django.db import models

from rusmiddel.deadlines.enums import OPEN_STATES, DeadlineKind, DeadlineState


class Promise(models.TextChoices):
    """Which of the two clocks is shown: the statute's or the municipality's own (GUA-16)."""

    GUARANTEE = "garanti", "Behandlingsgaranti"
    OWN_GOAL = "eget-maal", "Kommunens eget mål"

    @property
    def kind(self) -> DeadlineKind:
        return KIND_OF[self]


KIND_OF = {
    Promise.GUARANTEE: DeadlineKind.GUARANTEE,
    Promise.OWN_GOAL: DeadlineKind.GUARANTEE_GOAL,
}


class Group(models.TextChoices):
    """What a number on the dashboard counts, as its list is called in the address."""

    OVERDUE = "overskredet", "Overskredet, ikke i gang"
    DUE_TODAY = "frist-i-dag", "Frist i dag"
    AT_RISK = "snart", "Frist inden få dage"
    RUNNING = "god-tid", "I gang, god tid"
    OPEN = "aabne", "Løber"
    NEAR = "i-fare", "Frist i dag eller inden få dage"
    URGENT = "haster", "Overskredet, i dag eller inden få dage"
    KEPT = "overholdt", "Overholdt i år"
    NOT_KEPT = "ikke-overholdt", "Ikke overholdt i år"
    JUDGED = "afgjort", "Overholdt eller ikke overholdt i år"
    MISSED = "ikke-naaet", "Overskredet nu eller ikke overholdt i år"
    DEVIATED = "fraveget", "Fraveget i år"
    LAPSED = "bortfaldet", "Bortfaldet i år"

    @property
    def states(self) -> frozenset[DeadlineState]:
        return STATES_OF[self]


class CaseworkerOrder(models.TextChoices):
    """How the list of caseworkers is sorted, as it is called in the address."""

    NAME = "navn", "Navn"
    FREE = "ledig", "Færrest løbende først"
    PRESSED = "presset", "Mest presset først"


STATES_OF = {
    Group.OVERDUE: frozenset({DeadlineState.OVERDUE}),
    Group.DUE_TODAY: frozenset({DeadlineState.DUE_TODAY}),
    Group.AT_RISK: frozenset({DeadlineState.AT_RISK}),
    Group.RUNNING: frozenset({DeadlineState.RUNNING}),
    Group.OPEN: OPEN_STATES,
    Group.NEAR: frozenset({DeadlineState.DUE_TODAY, DeadlineState.AT_RISK}),
    Group.URGENT: frozenset({DeadlineState.OVERDUE, DeadlineState.DUE_TODAY, DeadlineState.AT_RISK}),
    Group.KEPT: frozenset({DeadlineState.KEPT}),
    Group.NOT_KEPT: frozenset({DeadlineState.NOT_KEPT}),
    Group.JUDGED: frozenset({DeadlineState.KEPT, DeadlineState.NOT_KEPT}),
    Group.MISSED: frozenset({DeadlineState.OVERDUE, DeadlineState.NOT_KEPT}),
    Group.DEVIATED: frozenset({DeadlineState.DEVIATED}),
    Group.LAPSED: frozenset({DeadlineState.LAPSED}),
}
