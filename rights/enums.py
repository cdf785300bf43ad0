"""States and choices of the citizen's own rights, and which moves there are between states."""

from django.db import models


class AccessBasis(models.TextChoices):
    """By which right somebody asks to see what is held (indsigt)."""

    OWN_DATA = "own_data", "Indsigt i egne oplysninger (databeskyttelsesforordningens artikel 15)"
    OWN_CASE = "own_case", "Egenacces eller partsaktindsigt (forvaltningsloven)"
    FILES = "files", "Aktindsigt (offentlighedsloven)"


class Asker(models.TextChoices):
    """Who asks."""

    CITIZEN = "citizen", "Borgeren selv"
    ATTORNEY = "attorney", "En anden med fuldmagt"
    GUARDIAN = "guardian", "Værge eller forældremyndighedens indehaver"


class AccessStatus(models.TextChoices):
    """Where a request for access stands."""

    OPEN = "open", "Modtaget"
    ANSWERED = "answered", "Besvaret"
    WITHDRAWN = "withdrawn", "Trukket tilbage"


# A status without a row is final.
NEXT_ACCESS_STATUSES = {AccessStatus.OPEN: {AccessStatus.ANSWERED, AccessStatus.WITHDRAWN}}


class AccessOutcome(models.TextChoices):
    """What was decided on a request for access."""

    FULL = "full", "Alt er givet"
    PARTLY = "partly", "Noget er taget ud"
    REFUSED = "refused", "Afslag"


class BundleStatus(models.TextChoices):
    """Where the bundle of everything held on a person stands."""

    GATHERING = "gathering", "Samles"
    REVIEW = "review", "Gennemgås"
    SEALING = "sealing", "Forsegles"
    SEALED = "sealed", "Forseglet"
    DROPPED = "dropped", "Erstattet af en ny"


NEXT_BUNDLE_STATUSES = {
    BundleStatus.GATHERING: {BundleStatus.REVIEW, BundleStatus.DROPPED},
    BundleStatus.REVIEW: {BundleStatus.SEALING, BundleStatus.DROPPED},
    # Back, where something came up that must be looked at after all.
    BundleStatus.SEALING: {BundleStatus.SEALED, BundleStatus.REVIEW},
}
# A worker has something to do.
WORKING = frozenset({BundleStatus.GATHERING, BundleStatus.SEALING})


class ItemChoice(models.TextChoices):
    """What a person chose for one item of the bundle."""

    GIVEN = "given", "Gives"
    PARTLY = "partly", "Noget tages ud"
    TAKEN_OUT = "taken_out", "Tages ud"


class HandoverWay(models.TextChoices):
    """How the bundle was given."""

    IN_PERSON = "in_person", "I hånden"
    DIGITAL_POST = "digital_post", "Digital Post eller sikker mail"
    POST = "post", "Med posten på papir"


class RetentionKind(models.TextChoices):
    """What is kept, each with a period of its own (opbevaring)."""

    JOURNAL = "journal", "Behandling"
    ANONYMOUS = "anonymous", "Anonym behandling"
    RELATIVE = "relative", "Pårørendeforløb"
    COUNSELLING = "counselling", "Rådgivning"
    MINUTES = "minutes", "Referat"


class ListStatus(models.TextChoices):
    """Where a list of what is to be destroyed stands (kassationsliste)."""

    GATHERING = "gathering", "Laves"
    PROPOSED = "proposed", "Venter på godkendelse"
    APPROVED = "approved", "Godkendt af to"
    DESTROYING = "destroying", "Destrueres"
    DONE = "done", "Destrueret"
    DROPPED = "dropped", "Opgivet"


NEXT_LIST_STATUSES = {
    ListStatus.GATHERING: {ListStatus.PROPOSED, ListStatus.DROPPED},
    ListStatus.PROPOSED: {ListStatus.APPROVED, ListStatus.DROPPED},
    ListStatus.APPROVED: {ListStatus.DESTROYING, ListStatus.DROPPED},
    ListStatus.DESTROYING: {ListStatus.DONE},
}
LISTS_AT_WORK = frozenset({ListStatus.GATHERING, ListStatus.DESTROYING})
# How many different persons approve a list.
APPROVALS_NEEDED = 2
