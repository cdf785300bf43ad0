"""Rules 21-40: what is offered, how much of it, and what follows."""

from rusmiddel.standards.enums import OfferKind
from tests.standards.section_22.reading import Says, Table, offers, own

RULES = Table()


@RULES.rule(
    21,
    jammerbugt=({(45, 1, "-", "-")}, False),
    rebild=({(60, "-", 10, True)}, False),
    mariagerfjord=({("-", "-", "-", "-")}, False),
    norddjurs=({("-", "-", "-", "-")}, True),
)
def individual_session(s):
    individual = offers(s, OfferKind.INDIVIDUAL)
    amounts = {
        (
            own(offer.session_minutes),
            own(offer.per_week),
            own(offer.session_cap),
            own(offer.new_visitation_at_cap),
        )
        for offer in individual
    }
    return amounts, any(Says("indsatskatalog") == offer.description.own for offer in individual)


@RULES.rule(
    22,
    jammerbugt=(((1, 120, 180, 6, 8),), 0, "-"),
    rebild=((("-", "-", "-", "-", "-"),), 1, "-"),
    mariagerfjord=((), 1, ("group",)),
    norddjurs=((), 0, "-"),
)
def group_treatment(s):
    groups = tuple(
        (
            own(offer.per_week),
            own(offer.session_minutes),
            own(offer.session_minutes_max),
            own(offer.group_soft),
            own(offer.group_hard),
        )
        for offer in offers(s, OfferKind.GROUP)
    )
    return groups, len(offers(s, OfferKind.ANONYMOUS_GROUP)), own(s.not_offered)


@RULES.rule(23, jammerbugt=((1, 12, 6, 15, 25),), rebild=(), mariagerfjord=(), norddjurs=())
def move(s):
    return tuple(
        (
            own(offer.screening_talks),
            own(offer.sessions),
            own(offer.followup_months),
            own(offer.min_age),
            own(offer.max_age),
        )
        for offer in offers(s, OfferKind.MOVE)
    )


@RULES.rule(
    24,
    jammerbugt=({("move", 200, 2)}, set()),
    rebild=(set(), {"individual_drugs", "group_drugs", "anonymous_individual", "anonymous_group"}),
    mariagerfjord=(set(), set()),
    norddjurs=(set(), set()),
)
def gift_cards(s):
    given = {
        (offer.key, offer.gift_card.own.amount, offer.gift_card.own.every_nth_talk)
        for offer in s.offers
        if not offer.gift_card.silent
    }
    return given, {offer.key for offer in s.offers if offer.gift_cards_used.own is False}


@RULES.rule(25, jammerbugt=((1, 5, True),), rebild=(), mariagerfjord=(), norddjurs=())
def your_choice(s):
    return tuple(
        (own(offer.sessions_min), own(offer.session_cap), own(offer.anonymous))
        for offer in offers(s, OfferKind.YOUR_CHOICE)
    )


@RULES.rule(
    26,
    jammerbugt_2022=(),
    jammerbugt=((Says("gruppe"), Says("uanset"), 3, 18, True, "-", "-", "-"),),
    rebild=((Says("Samtaler"), Says("pårørende"), "-", "-", "-", 3, "-", "-"),),
    mariagerfjord=((Says("Rådgivning"), "-", "-", "-", "-", "-", "-", "-"),),
    norddjurs=((Says("inddragelse"), Says("borgere i behandling"), "-", "-", "-", "-", True, 26),),
)
def relatives(s):
    return tuple(
        (
            offer.name,
            own(offer.target_group),
            own(offer.weeks_between),
            own(offer.min_age),
            own(offer.residents_only),
            own(offer.session_cap),
            own(offer.near_in_treatment),
            own(offer.grew_up_under),
        )
        for offer in offers(s, OfferKind.RELATIVES)
    )


@RULES.rule(
    27,
    jammerbugt=((1, 3, 1, 5, 5), (2, 5, 3, 6, "-")),
    rebild=(),
    mariagerfjord=(),
    norddjurs=(("-", "-", "-", "-", "-"),),
)
def psychological_screening_and_assessment(s):
    psychological = offers(s, OfferKind.PSYCHOLOGICAL_SCREENING) + offers(
        s, OfferKind.PSYCHOLOGICAL_ASSESSMENT
    )
    return tuple(
        (
            own(offer.sessions_min),
            own(offer.session_cap),
            own(offer.weeks_min),
            own(offer.weeks_max),
            own(offer.supporting_talks),
        )
        for offer in psychological
    )


@RULES.rule(
    28,
    jammerbugt=((45, 2, 3, 2, Says("5 punkter")),),
    rebild=(),
    mariagerfjord=(),
    norddjurs=(),
)
def nada(s):
    return tuple(
        (
            own(offer.session_minutes),
            own(offer.per_week),
            own(offer.per_week_max),
            own(offer.months_max),
            own(offer.description),
        )
        for offer in offers(s, OfferKind.NADA)
    )


@RULES.rule(
    29,
    jammerbugt_2022=("when_suitable", "-"),
    jammerbugt=("no", "-"),
    rebild=("special_circumstances", "-"),
    mariagerfjord=("-", "-"),
    norddjurs=("-", Says("tredje")),
)
def treatment_at_home(s):
    return own(s.premises.at_home), own(s.premises.under_18)


@RULES.rule(30, jammerbugt=(3, 6), rebild=("-", "-"), mariagerfjord=(2, 4), norddjurs=("-", "-"))
def residential_length(s):
    residential = s.offer("residential")
    return own(residential.months_min), own(residential.months_max)


@RULES.rule(
    31,
    jammerbugt=(True, ("drugs",), Says("indkomst", "husleje")),
    rebild=(True, ("alcohol", "drugs"), Says("varierer", "døgninstitution")),
    mariagerfjord=(True, ("drugs",), Says("konkret vurdering", "økonomi")),
    norddjurs="-",
)
def self_payment(s):
    payment = s.offer("residential").self_payment.own
    return (payment.charged, payment.substances, payment.basis) if payment else "-"


@RULES.rule(
    32,
    jammerbugt=("-", "-", "-"),
    rebild=("-", 3, Says("delmål")),
    mariagerfjord=(5, "-", "-"),
    norddjurs=("-", "-", Says("løbende")),
)
def treatment_plan_review(s):
    return own(s.plan.review_months), own(s.plan.short_term_months), own(s.plan.review)


@RULES.rule(
    33,
    jammerbugt=(2, 12, "-", "-"),
    rebild=(5, 12, ("drugs",), (1, 6)),
    mariagerfjord=("-", "-", "-", "-"),
    norddjurs=("-", "-", "-", (1, 6)),
)
def followup_after_treatment(s):
    f = s.followup
    return own(f.talks), own(f.talks_months), own(f.talks_substances), own(f.months)


@RULES.rule(
    34,
    jammerbugt=("-", "-"),
    rebild=(True, (Says("politi"), Says("dagsmedicin"), Says("afsluttes", "frit valg"))),
    mariagerfjord=("-", "-"),
    norddjurs=("-", "-"),
)
def substitution_agreement(s):
    return own(s.substitution.agreement), own(s.substitution.sanctions)


@RULES.rule(
    35,
    jammerbugt=("-", Says("lægeundersøgelse")),
    rebild=(3, Says("hjemmeboende børn", "opstart", "uvarslet")),
    mariagerfjord=("-", "-"),
    norddjurs=("-", "-"),
)
def urine_tests(s):
    return own(s.substitution.urine_interval_months), own(s.substitution.urine_condition)


@RULES.rule(
    36,
    jammerbugt=("-", Says("efter behov", "opfølgende")),
    rebild=(6, Says("behandlingsplan")),
    mariagerfjord=("-", "-"),
    norddjurs=("-", "-"),
)
def substitution_doctors_talk(s):
    return own(s.substitution.doctor_talk_months), own(s.substitution.doctor_talk)


@RULES.rule(
    37,
    jammerbugt=(Says("hjemmesygeplejen"),),
    rebild=(Says("apotek"), Says("Sundhedsklinikken"), Says("politiet")),
    mariagerfjord="-",
    norddjurs="-",
)
def dispensing_place(s):
    return own(s.substitution.dispensing)


@RULES.rule(38, jammerbugt="-", rebild=True, mariagerfjord="-", norddjurs="-")
def cheapest_preparation(s):
    return own(s.substitution.cheapest)


@RULES.rule(
    39,
    jammerbugt=Says("egen læge"),
    rebild=Says("egen læge", "Sundhedsklinikken"),
    mariagerfjord="-",
    norddjurs=Says("antabusstøttende"),
)
def antabus(s):
    return own(s.substitution.antabus)


@RULES.rule(
    40,
    jammerbugt=Says("egen læge"),
    rebild=Says("antabus"),
    mariagerfjord=Says("samtaler", "døgnbehandling"),
    norddjurs=Says("ambulant", "egen læge"),
)
def detox(s):
    return own(s.substitution.detox)
