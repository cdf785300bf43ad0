"""States and choices of complaints, and which moves there are between states."""

from django.db import models

from rusmiddel.standards import enums as standards


class ComplaintKind(models.TextChoices):
    """What is complained of (klagens slags); the kinds that the quality standard knows the way of."""

    DECISION = standards.ComplaintKind.DECISION.value, "En afgørelse"
    RESIDENTIAL_DECISION = (
        standards.ComplaintKind.RESIDENTIAL_DECISION.value,
        "En afgørelse om døgnbehandling",
    )
    GUARANTEE_EXCEEDED = (
        standards.ComplaintKind.GUARANTEE_EXCEEDED.value,
        "Behandlingsgarantien er overskredet",
    )
    CASE_HANDLING = standards.ComplaintKind.CASE_HANDLING.value, "Sagsbehandlingen eller en medarbejder"
    ACCESS_TO_FILES = standards.ComplaintKind.ACCESS_TO_FILES.value, "Aktindsigt"
    HEALTH_TREATMENT = (
        standards.ComplaintKind.HEALTH_TREATMENT.value,
        "Sundhedsfaglig behandling",
    )


class Handling(models.TextChoices):
    """What the centre does with a complaint (behandling af klagen)."""

    REASSESS = "reassess", "Genvurderes her og sendes videre, hvis afgørelsen fastholdes"
    PASS_ON = "pass_on", "Sendes til den, der har truffet afgørelsen"
    ANSWER = "answer", "Besvares af afdelingslederen og ender her"
    GUIDE = "guide", "Borgeren vejledes om, hvor klagen skal sendes"


class ComplaintStatus(models.TextChoices):
    """Where a complaint stands."""

    RECEIVED = "received", "Modtaget"
    REASSESSED = "reassessed", "Genvurderet"
    FORWARDED = "forwarded", "Hos klageinstansen"
    TO_ACT = "to_act", "Skal behandles igen"
    DONE = "done", "Behandlet"
    CLOSED = "closed", "Afsluttet"
    WITHDRAWN = "withdrawn", "Trukket tilbage"


S = ComplaintStatus
# The whole life of a complaint. A status without a row is final.
NEXT_STATUSES = {
    S.RECEIVED: {S.REASSESSED, S.FORWARDED, S.DONE, S.WITHDRAWN},
    S.REASSESSED: {S.FORWARDED, S.DONE, S.WITHDRAWN},
    S.FORWARDED: {S.TO_ACT, S.DONE, S.WITHDRAWN},
    S.TO_ACT: {S.DONE},
    S.DONE: {S.CLOSED},
}
OPEN_STATUSES = frozenset(NEXT_STATUSES)
# The centre has not done its own part yet.
IN_HAND = frozenset({S.RECEIVED, S.REASSESSED})


class Lateness(models.TextChoices):
    """What was found of a complaint that came after its time (KLA-6)."""

    LATE = "late", "For sent, og uden særlige grunde"
    EXCUSED = "excused", "For sent, men med særlige grunde"
    IN_TIME = "in_time", "Rettidig alligevel, fx fordi brevet kom senere"


class ReassessmentOutcome(models.TextChoices):
    """What the centre found when it looked at the matter again (genvurdering), KLA-7."""

    GRANTED = "granted", "Medhold: afgørelsen ændres helt"
    PARTLY = "partly", "Delvist medhold: noget ændres"
    MAINTAINED = "maintained", "Fastholdt: intet ændres"


class BoardOutcome(models.TextChoices):
    """What the appeal board answered (klageinstansens afgørelse)."""

    UPHELD = "upheld", "Stadfæstet"
    CHANGED = "changed", "Ændret"
    REMITTED = "remitted", "Hjemvist til ny behandling"
    DISMISSED = "dismissed", "Afvist"


# Something must be done at the centre.
TO_BE_ACTED_ON = frozenset({BoardOutcome.CHANGED, BoardOutcome.REMITTED})


class Result(models.TextChoices):
    """How a complaint ended (udfald)."""

    GRANTED = "granted", "Medhold"
    PARTLY = "partly", "Delvist medhold"
    MAINTAINED = "maintained", "Fastholdt"
    BOARD_UPHELD = "board_upheld", "Stadfæstet af klageinstansen"
    BOARD_CHANGED = "board_changed", "Ændret af klageinstansen"
    BOARD_REMITTED = "board_remitted", "Hjemvist af klageinstansen"
    BOARD_DISMISSED = "board_dismissed", "Afvist af klageinstansen"
    PASSED_ON = "passed_on", "Sendt til rette myndighed"
    GUIDED = "guided", "Vejledt om rette myndighed"
    WITHDRAWN = "withdrawn", "Trukket tilbage"


RESULT_OF = {
    ReassessmentOutcome.GRANTED: Result.GRANTED,
    ReassessmentOutcome.PARTLY: Result.PARTLY,
    ReassessmentOutcome.MAINTAINED: Result.MAINTAINED,
}
RESULT_OF_BOARD = {
    BoardOutcome.UPHELD: Result.BOARD_UPHELD,
    BoardOutcome.CHANGED: Result.BOARD_CHANGED,
    BoardOutcome.REMITTED: Result.BOARD_REMITTED,
    BoardOutcome.DISMISSED: Result.BOARD_DISMISSED,
}
