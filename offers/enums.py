"""States of what has been granted and planned, and which moves there are between them."""

from django.db import models


class QualificationKind(models.TextChoices):
    """What an employee may do only when certified (certifikat)."""

    NADA = "nada", "NADA-behandler"


class Intake(models.TextChoices):
    """Whether new members begin while a group (gruppe) is going on."""

    OPEN = "open", "Åben: nye kan begynde undervejs"
    CLOSED = "closed", "Lukket: ingen nye, når gruppen er begyndt"


class GroupStatus(models.TextChoices):
    FORMING = "forming", "Under opstart"
    RUNNING = "running", "I gang"
    ENDED = "ended", "Afsluttet"


NEXT_GROUP_STATUSES = {
    GroupStatus.FORMING: {GroupStatus.RUNNING, GroupStatus.ENDED},
    GroupStatus.RUNNING: {GroupStatus.ENDED},
}
OPEN_GROUPS = frozenset(NEXT_GROUP_STATUSES)


class MembershipStatus(models.TextChoices):
    """Where one citizen stands with a group (deltagelse)."""

    WAITING = "waiting", "På venteliste"
    OFFERED = "offered", "Tilbudt plads"
    MEMBER = "member", "Deltager"
    DECLINED = "declined", "Tog ikke pladsen"
    LEFT = "left", "Stoppet"


# Who is offered a place and would rather wait keeps the place in the line.
NEXT_MEMBERSHIPS = {
    MembershipStatus.WAITING: {MembershipStatus.OFFERED, MembershipStatus.LEFT},
    MembershipStatus.OFFERED: {
        MembershipStatus.MEMBER,
        MembershipStatus.WAITING,
        MembershipStatus.DECLINED,
    },
    MembershipStatus.MEMBER: {MembershipStatus.LEFT},
}
OPEN_MEMBERSHIPS = frozenset(NEXT_MEMBERSHIPS)
# These take up a place in the group.
SEATED = frozenset({MembershipStatus.OFFERED, MembershipStatus.MEMBER})


class GroupMeetingStatus(models.TextChoices):
    PLANNED = "planned", "Planlagt"
    HELD = "held", "Holdt"
    CANCELLED = "cancelled", "Aflyst"


class OwnDoctorKind(models.TextChoices):
    """What the citizen's own doctor gives beside the centre's treatment (egen læge), 10.13 and 10.14."""

    ANTABUS = "antabus", "Antabus"
    DETOX = "detox", "Afrusning eller afgiftning"
    OTHER = "other", "Anden medicinsk behandling"


class NadaTimeStatus(models.TextChoices):
    """A time of NADA in the calendar (NADA-tid); what was held is a sitting."""

    PLANNED = "planned", "Planlagt"
    CANCELLED = "cancelled", "Aflyst"


NEXT_NADA_TIMES = {NadaTimeStatus.PLANNED: {NadaTimeStatus.CANCELLED}}

NEXT_GROUP_MEETINGS = {
    GroupMeetingStatus.PLANNED: {GroupMeetingStatus.HELD, GroupMeetingStatus.CANCELLED},
}


class CourseStatus(models.TextChoices):
    """Where a course of treatment (forløb) stands."""

    PLANNED = "planned", "Ikke begyndt"
    ACTIVE = "active", "I gang"
    ENDED = "ended", "Afsluttet"


# A status without a row is final.
NEXT_STATUSES = {
    CourseStatus.PLANNED: {CourseStatus.ACTIVE, CourseStatus.ENDED},
    CourseStatus.ACTIVE: {CourseStatus.ENDED},
}
# Back, when the talk it began with is taken back.
STATUSES_BEFORE = {CourseStatus.ACTIVE: {CourseStatus.PLANNED}}
OPEN_STATUSES = frozenset(NEXT_STATUSES)


class GoalKind(models.TextChoices):
    """What kind of goal it is in a treatment plan (PLN-1, PLN-2)."""

    SHORT_TERM = "short_term", "Kortsigtet mål"
    LONG_TERM = "long_term", "Langsigtet mål"
    SUB_GOAL = "sub_goal", "Delmål"


class Signer(models.TextChoices):
    """Who has signed a treatment plan."""

    CITIZEN = "citizen", "Borgeren"
    CITIZEN_AND_PARENT = "citizen_and_parent", "Borgeren og forældremyndighedens indehaver"
    PARENT = "parent", "Forældremyndighedens indehaver"
    GUARDIAN = "guardian", "Værge"
    NOBODY = "nobody", "Ikke underskrevet"


class Attainment(models.TextChoices):
    """How far a goal is reached when the plan is followed up (målopfyldelse)."""

    REACHED = "reached", "Nået"
    PARTLY = "partly", "Delvist nået"
    NOT_REACHED = "not_reached", "Ikke nået"
    DROPPED = "dropped", "Ikke længere et mål"


class ActionPlanAnswer(models.TextChoices):
    """What the citizen said to a handleplan (§ 141)."""

    ACCEPTED = "accepted", "Tog imod"
    DECLINED = "declined", "Sagde nej"


class CancelledBy(models.TextChoices):
    """Who called a talk off (afbud)."""

    CITIZEN = "citizen", "Aflyst af borgeren"
    CENTRE = "centre", "Aflyst af centret"


class ContactMeans(models.TextChoices):
    """How somebody who stays away was sought (kontaktforsøg)."""

    PHONE = "phone", "Telefon"
    TEXT_MESSAGE = "text_message", "Sms"
    LETTER = "letter", "Brev eller Digital Post"
    VISIT = "visit", "Besøg"
    THROUGH_OTHERS = "through_others", "Gennem andre, med samtykke"


class FollowUpKind(models.TextChoices):
    """What follows after treatment: the law's two, and the standard's own talks (FUP-1 to FUP-3)."""

    MONTH_1 = "month_1", "Opfølgning efter 1 måned"
    MONTH_6 = "month_6", "Opfølgning efter 6 måneder"
    TALK = "talk", "Samtale efter behandlingen"


class FollowUpOutcome(models.TextChoices):
    """How a follow-up went (svar)."""

    HELD = "held", "Holdt"
    DECLINED = "declined", "Borgeren ønskede det ikke"
    NOT_REACHED = "not_reached", "Borgeren kunne ikke nås"


class PrescriptionKind(models.TextChoices):
    """Whether a line of the doctor's (ordination) gives a dose or ends it."""

    DOSE = "dose", "Dosis"
    STOP = "stop", "Ophør"


class IntakeControl(models.TextChoices):
    """Whether somebody sees that the medicine is taken (kontrol med indtagelsen)."""

    SUPERVISED = "supervised", "Overvåget hver gang"
    PARTLY = "partly", "Overvåget nogle dage, resten med hjem"
    UNSUPERVISED = "unsupervised", "Ikke overvåget"


class UrineOccasion(models.TextChoices):
    """Why a urine test was taken (urinprøve)."""

    START = "start", "Ved opstart"
    UNANNOUNCED = "unannounced", "Uvarslet"
    AGREED = "agreed", "Aftalt med borgeren"


class UrineOutcome(models.TextChoices):
    """What came of a urine test."""

    NOTHING_FOUND = "nothing_found", "Ingen andre stoffer"
    FOUND = "found", "Andre stoffer fundet"
    UNCLEAR = "unclear", "Kunne ikke aflæses"
    REFUSED = "refused", "Borgeren ville ikke"
    ABSENT = "absent", "Borgeren kom ikke"


# Only a test that was taken counts: not one that was refused or that nobody came to.
TAKEN = frozenset({UrineOutcome.NOTHING_FOUND, UrineOutcome.FOUND, UrineOutcome.UNCLEAR})


class IrregularityDecision(models.TextChoices):
    """What the doctor decides after the meeting on an irregularity (uregelmæssighed)."""

    CONTINUED = "continued", "Ordinationen fortsætter"
    CHANGED = "changed", "Ordinationen ændres"
    STOPPED = "stopped", "Ordinationen stoppes"


class TreatmentForm(models.TextChoices):
    """Whether treatment is given by day or with a bed; nobody chooses freely across the two (FRI-2)."""

    AMBULANT = "ambulant", "Ambulant"
    RESIDENTIAL = "residential", "Døgn"


class PlacementStatus(models.TextChoices):
    """Where a stay at a residential provider stands (indskrivning)."""

    PLANNED = "planned", "Aftalt"
    STAYING = "staying", "Indskrevet"
    ENDED = "ended", "Udskrevet"
    CANCELLED = "cancelled", "Blev ikke til noget"


NEXT_PLACEMENTS = {
    PlacementStatus.PLANNED: {PlacementStatus.STAYING, PlacementStatus.CANCELLED},
    PlacementStatus.STAYING: {PlacementStatus.ENDED},
}
OPEN_PLACEMENTS = frozenset(NEXT_PLACEMENTS)


class PlacementEnd(models.TextChoices):
    """How a stay ended (udskrivning)."""

    AGREED = "agreed", "Afsluttet efter aftale med institutionen"
    MOVED = "moved", "Flyttet til en anden institution"
    LEFT = "left", "Borgeren forlod institutionen"
    EXPELLED = "expelled", "Institutionen bortviste borgeren"
    DIED = "died", "Borgeren er død"


class TalksAnswer(models.TextChoices):
    """What the citizen said to ambulant talks after the stay (FUP-5)."""

    ACCEPTED = "accepted", "Tilbudt, og borgeren tog imod"
    DECLINED = "declined", "Tilbudt, og borgeren sagde nej"


class SupervisionMeans(models.TextChoices):
    """How supervision (tilsyn) was held."""

    VISIT = "visit", "Besøg"
    VIDEO = "video", "Video"
    PHONE = "phone", "Telefon"


class Degree(models.TextChoices):
    """How far something is as it should be."""

    YES = "yes", "Ja"
    PARTLY = "partly", "Delvist"
    NO = "no", "Nej"


class ChoiceStatus(models.TextChoices):
    """What became of the citizen's choice of another provider (frit valg)."""

    WANTED = "wanted", "Ønsket"
    ACCEPTED = "accepted", "Stedet tager imod"
    NO_CAPACITY = "no_capacity", "Stedet har ikke plads"
    DECLINED = "declined", "Det private sted tager ikke imod"
    RESTRICTED = "restricted", "Begrænset ved afgørelse"
    WITHDRAWN = "withdrawn", "Borgeren fortrød"


NEXT_CHOICES = {
    ChoiceStatus.WANTED: {
        ChoiceStatus.ACCEPTED,
        ChoiceStatus.NO_CAPACITY,
        ChoiceStatus.DECLINED,
        ChoiceStatus.RESTRICTED,
        ChoiceStatus.WITHDRAWN,
    },
    ChoiceStatus.ACCEPTED: {ChoiceStatus.WITHDRAWN},
}
OPEN_CHOICES = frozenset(NEXT_CHOICES)
