"""What is contradictory, outdated or missing in a quality standard, and what to do about it.

Pure: a standard and a day in, findings out. The ids are those of the rule book (CON-, and GUA-, MED-,
VIS-, KLA- where a value itself breaks a rule); LOV and MYN are outdated laws and authorities, REV the
standard's own validity, ORG what letters lack.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from rusmiddel.standards.authorities import authority, law, named_authority, named_law
from rusmiddel.standards.enums import (
    ClockStart,
    ClockStop,
    ComplaintKind,
    CountedFrom,
    DeviationReason,
    NotificationPolicy,
    OfferKind,
    Scope,
    Severity,
    Substance,
    UnderEighteenConsent,
)
from rusmiddel.standards.presentation import leaves, shown
from rusmiddel.standards.schema import Standard
from rusmiddel.standards.sourced import Sourced

GUARANTEE_DAYS = 14  # SEL § 101 stk. 4, SUL § 141 stk. 2: the same everywhere
COMPLAINT_WEEKS = 4  # RSL § 67: the same everywhere
ORDER = tuple(Severity)


@dataclass(frozen=True)
class Finding:
    """Fund: one thing about the standard that somebody ought to know or do."""

    id: str
    severity: Severity
    text: str
    what_to_do: str
    source: str = ""

    @property
    def number(self) -> str:
        """The id as people cite it; LOV and MYN carry a register's key behind the dash."""
        return self.id.split("-")[0] if self.id.startswith(("LOV-", "MYN-")) else self.id


def findings(standard: Standard, on: date) -> list[Finding]:
    """Everything found in the standard as seen on this day, the most serious first."""
    found = [finding for rule in RULES for finding in rule(standard, on)]
    return sorted(found, key=lambda finding: (ORDER.index(finding.severity), finding.id))


Rule = Callable[[Standard, date], Iterator[Finding]]
RULES: list[Rule] = []


def rule(check: Rule) -> Rule:
    RULES.append(check)
    return check


@rule
def remarks(standard: Standard, on: date) -> Iterator[Finding]:
    """What the values cannot show: leftovers and slips in the text itself (section 23)."""
    for remark in standard.remarks:
        yield Finding(remark.id, remark.severity, remark.text, remark.what_to_do, remark.source)


@rule
def several_goals(standard: Standard, on: date) -> Iterator[Finding]:
    """CON-1: one standard, several definitions of having kept the guarantee."""
    variants = standard.guarantee.own_goal_variants
    if len({variant.stop for variant in variants}) > 1:
        texts = "; ".join(variant.text for variant in variants)
        yield Finding(
            "CON-1",
            Severity.DECIDE,
            f"Standarden har {len(variants)} forskellige mål for, hvornår garantien er holdt: {texts}.",
            "Vælg én. Systemet gemmer alle tidspunkter og viser både lovens frist og kommunens eget mål.",
            variants[0].source,
        )


@rule
def goal_before_treatment(standard: Standard, on: date) -> Iterator[Finding]:
    """GUA-16: the statutory clock stops only when treatment has started."""
    goal = standard.guarantee.own_goal
    if goal.own is not None and goal.own != ClockStop.TREATMENT_STARTED:
        yield Finding(
            "GUA-16",
            Severity.INFORMATION,
            f"Kommunens eget mål er nået, når {goal.own.label}. Efter loven er garantien først holdt, "
            "når behandlingen er sat i gang.",
            "Ingen handling nødvendig: begge beregnes og vises hver for sig.",
            goal.source,
        )


@rule
def longer_guarantee(standard: Standard, on: date) -> Iterator[Finding]:
    """GUA-2: a municipality may promise less waiting, never more."""
    days = standard.guarantee.days
    if days.value > GUARANTEE_DAYS:
        yield Finding(
            "GUA-2",
            Severity.UNLAWFUL,
            f"Standarden giver {days.value} dage; loven giver højst {GUARANTEE_DAYS}.",
            f"Ret fristen til {GUARANTEE_DAYS} dage.",
            days.source,
        )


@rule
def clock_start(standard: Standard, on: date) -> Iterator[Finding]:
    """CON-2: what sets the clock going."""
    start = standard.guarantee.start
    if start.own == ClockStart.INQUIRY_OR_REFERRAL:
        yield Finding(
            "CON-2",
            Severity.INFORMATION,
            "Fristen løber også fra en henvisning, ikke kun fra borgerens egen henvendelse.",
            "Registrér den dag, henvisningen er modtaget. Løftet går videre end loven.",
            start.source,
        )
    consent = standard.guarantee.under_18_needs_parental_consent
    if consent.own:
        yield Finding(
            "CON-2",
            Severity.DECIDE,
            "For unge under 18 løber fristen først fra forældresamtykket. De tidligere statslige regler "
            "regnede fra henvendelsen.",
            "Lad en jurist afklare starttidspunktet efter barnets lov § 33.",
            consent.source,
        )


@rule
def consent_of_the_young(standard: Standard, on: date) -> Iterator[Finding]:
    """CON-3: the legal minimum wins over the standard's wording."""
    consent = standard.consents.under_18
    if consent.own == UnderEighteenConsent.PARENT_OR_GUARDIAN:
        yield Finding(
            "CON-3",
            Severity.UNLAWFUL,
            "Standarden nøjes med samtykke fra forælder eller værge. Fra det fyldte 15. år skal den unge "
            "også selv samtykke til social behandling.",
            "Indhent begge samtykker fra det 15. år. Ret teksten ved næste revision.",
            consent.source,
        )
    elif consent.own == UnderEighteenConsent.PARENT_AND_OWN:
        yield Finding(
            "CON-3",
            Severity.DECIDE,
            "Standarden kræver den unges eget samtykke uden aldersgrænse; reglerne kræver det fra 15 år.",
            "Afklar, om unge under 15 også skal samtykke selv.",
            consent.source,
        )


@rule
def anonymous_promises(standard: Standard, on: date) -> Iterator[Finding]:
    """CON-4: promises that anonymity makes impossible or that go beyond § 101 a."""
    guarantee = standard.guarantee.applies_to_anonymous_drugs
    if guarantee.own:
        yield Finding(
            "CON-4",
            Severity.INFORMATION,
            "Standarden lover behandlingsgaranti også ved anonym stofbehandling. Loven giver ingen.",
            "Løftet holdes: fristen beregnes for anonyme som kommunens eget løfte, ikke som lovens.",
            guarantee.source,
        )
    goals = standard.anonymity.quality_goals_apply
    if goals.own:
        yield Finding(
            "CON-4",
            Severity.DECIDE,
            "Standarden måler anonyme efter afslutning, men siger også, at de ikke kan følges.",
            "Anonyme holdes uden for kvalitetsmålene. Fjern målene fra den anonyme del.",
            goals.source,
        )
    registers = standard.anonymity.registers_reported
    if registers.own:
        yield Finding(
            "CON-4",
            Severity.OUTDATED,
            "Standarden indberetter anonyme til registre. Danmarks Statistik tager ikke anonyme med.",
            "Anonyme indberettes ikke. Ret teksten ved næste revision.",
            registers.source,
        )


@rule
def anonymous_providers(standard: Standard, on: date) -> Iterator[Finding]:
    """CON-5: § 101 a asks for at least two providers, at least one outside the municipality (ANO-10)."""
    if Scope.DRUGS not in standard.scopes.value and Scope.ANONYMOUS_DRUGS not in standard.scopes.value:
        return
    providers = [
        p for p in standard.anonymity.providers if not p.substances or Substance.DRUGS in p.substances
    ]
    outside = [provider for provider in providers if provider.outside_municipality]
    if len(providers) >= 2 and outside:
        return
    named = ", ".join(provider.name for provider in providers) or "ingen"
    lacks = "mindst to" if len(providers) < 2 else "mindst ét uden for kommunen"
    yield Finding(
        "CON-5",
        Severity.UNLAWFUL,
        "Kommunen skal have aftale med mindst to behandlingssteder om anonym stofbehandling, heraf mindst "
        f"ét uden for kommunen (serviceloven § 101 a). Standarden nævner: {named}; der mangler {lacks}.",
        "Indgå den manglende aftale, og skriv behandlingsstedet i standarden.",
        standard.anonymity.drugs.source,
    )


@rule
def commitment_from_others(standard: Standard, on: date) -> Iterator[Finding]:
    """CON-6: payment commitment may not stop what the law gives at once."""
    commitment = standard.other_municipality.commitment_before_start
    if commitment.own:
        yield Finding(
            "CON-6",
            Severity.DECIDE,
            "Standarden kræver betalingstilsagn, før borgere fra andre kommuner kan begynde. Ambulant "
            "alkoholbehandling er fri i hele landet, og for anonyme kan ingen hjemkommune spørges.",
            "Kravet stilles kun ved stof- og døgnbehandling. Skriv undtagelserne i standarden.",
            commitment.source,
        )


@rule
def group_size(standard: Standard, on: date) -> Iterator[Finding]:
    """CON-12: two maxima for one group."""
    for offer in standard.offers:
        soft, hard = offer.group_soft, offer.group_hard
        if soft.value is not None and hard.value is not None and soft.value != hard.value:
            yield Finding(
                "CON-12",
                Severity.INFORMATION,
                f"{offer.name} har to tal for det højeste antal deltagere: {soft.value} og {hard.value}.",
                f"Der advares over {soft.value}; over {hard.value} kan ingen optages.",
                hard.source,
            )


@rule
def local_deviations(standard: Standard, on: date) -> Iterator[Finding]:
    """CON-16: the statute lets only free choice set the deadline aside (GUA-17, GUA-18)."""
    reasons = standard.guarantee.deviation_reasons
    local = [reason for reason in reasons.own or () if reason != DeviationReason.FREE_CHOICE]
    if local:
        named = "; ".join(reason.label for reason in local)
        yield Finding(
            "CON-16",
            Severity.DECIDE,
            f"Standarden fraviger fristen af grunde, loven ikke nævner: {named}.",
            "Grundene kan bruges, men mærkes som lokal praksis, og fristen vises stadig. Lad en jurist "
            "afklare, om de holder.",
            reasons.source,
        )


@rule
def narrow_anonymity(standard: Standard, on: date) -> Iterator[Finding]:
    """CON-17: the statute excludes only problems for which help is given under section V."""
    exclusions = standard.anonymity.exclusions
    own = exclusions.own or ()
    if len(own) == 1 and "afsnit v" not in own[0].lower():
        yield Finding(
            "CON-17",
            Severity.UNLAWFUL,
            f"Standarden udelukker anonymitet, når {own[0]}. Loven udelukker kun dem, der får "
            "hjælp efter serviceloven afsnit V.",
            "Brug lovens betingelse i den enkelte sag, og ret teksten ved næste revision.",
            exclusions.source,
        )


@rule
def medical_need(standard: Standard, on: date) -> Iterator[Finding]:
    """CON-18: alcohol treatment is anonymous for whoever wants it (SUL § 141 stk. 7)."""
    need = standard.anonymity.medical_need_excludes
    if need.own:
        yield Finding(
            "CON-18",
            Severity.UNLAWFUL,
            "Standarden giver kun anonymitet, når der ikke er behov for medicinsk behandling. Alkohol"
            "behandling skal være anonym, hvis borgeren ønsker det (sundhedsloven § 141, stk. 7).",
            "Stil ikke betingelsen ved alkoholbehandling.",
            need.source,
        )


@rule
def complaint_deadlines(standard: Standard, on: date) -> Iterator[Finding]:
    """CON-19, CON-21, CON-26, KLA-4: until when one may complain."""
    for route in standard.complaints:
        if route.counted_from.own == CountedFrom.DECISION:
            yield Finding(
                "CON-19",
                Severity.UNLAWFUL,
                f"Ved {route.kind.label} regner standarden fristen fra afgørelsens dato. Loven regner fra "
                "modtagelsen.",
                "Systemet regner altid fra modtagelsen. Ret teksten ved næste revision.",
                route.counted_from.source,
            )
        weeks = route.deadline_weeks
        if weeks.own is not None and weeks.own < COMPLAINT_WEEKS:
            yield Finding(
                "KLA-4",
                Severity.UNLAWFUL,
                f"Ved {route.kind.label} er fristen {weeks.own} uger; loven giver {COMPLAINT_WEEKS}.",
                f"Ret fristen til {COMPLAINT_WEEKS} uger.",
                weeks.source,
            )
    decision = standard.complaint(ComplaintKind.DECISION)
    if decision.deadline_weeks.silent:
        yield Finding(
            "CON-26",
            Severity.DECIDE,
            "Standarden siger ikke, hvor lang klagefristen over en afgørelse er.",
            "Breve bruger lovens fire uger fra modtagelsen. Skriv fristen i standarden.",
            decision.recipient.source,
        )
    access = standard.complaint(ComplaintKind.ACCESS_TO_FILES)
    if access.no_deadline.own:
        yield Finding(
            "CON-21",
            Severity.DECIDE,
            "Standarden siger, at klager over aktindsigt ingen frist har. De følger normalt hovedsagens "
            "klageinstans og frist.",
            "Lad en jurist afklare, hvad der skal stå i vejledningen.",
            access.no_deadline.source,
        )


@rule
def free_choice(standard: Standard, on: date) -> Iterator[Finding]:
    """CON-20: free choice covers public and private places (SEL § 101 stk. 5)."""
    public_only = standard.free_choice.public_only
    if public_only.own:
        yield Finding(
            "CON-20",
            Severity.UNLAWFUL,
            "Standarden begrænser det frie valg til kommunale tilbud. Loven omfatter også private.",
            "Oplys borgeren om både offentlige og private tilbud af tilsvarende karakter.",
            public_only.source,
        )


@rule
def self_payment(standard: Standard, on: date) -> Iterator[Finding]:
    """CON-22: board and lodging differs by law area."""
    for offer in standard.offers:
        if offer.kind != OfferKind.RESIDENTIAL:
            continue
        payment = offer.self_payment
        if payment.own is None:
            yield Finding(
                "CON-22",
                Severity.DECIDE,
                f"Standarden siger intet om egenbetaling for kost og logi ved {offer.name.lower()}.",
                "Skriv, om kommunen opkræver den. Uden regel skal hver afgørelse begrundes for sig.",
                offer.source,
            )
        elif payment.own.charged and Substance.ALCOHOL in set(offer.substances) - set(payment.own.substances):
            yield Finding(
                "CON-22",
                Severity.DECIDE,
                "Egenbetaling for kost og logi er nævnt ved døgnbehandling for stoffer, ikke for alkohol.",
                "Afklar, hvad der gælder for alkohol. Opkræv ikke, før det er afklaret.",
                payment.source,
            )


@rule
def oral_grant(standard: Standard, on: date) -> Iterator[Finding]:
    """CON-23: the national guideline asks for decisions in writing (DEC-3)."""
    oral = standard.decisions.oral_when_fully_granted
    if oral.own:
        yield Finding(
            "CON-23",
            Severity.DECIDE,
            "Standarden meddeler fuldt medhold mundtligt. Den nationale retningslinje siger, at afgørelser "
            "om stofbehandling altid bør være skriftlige.",
            "Beskeden føres i journalen, og et brev foreslås altid. Beslut, om brevet skal være fast.",
            oral.source,
        )


@rule
def notification(standard: Standard, on: date) -> Iterator[Finding]:
    """CON-24: stricter than the law, which asks for concern (CHI-4)."""
    policy = standard.notification.policy
    if policy.own == NotificationPolicy.ALWAYS_ON_PARENT:
        yield Finding(
            "CON-24",
            Severity.DECIDE,
            "Standarden underretter altid, når borgeren er forælder til et barn under 18. Loven kræver en "
            "konkret bekymring.",
            "Systemet opretter underretningen som standarden siger. Lad en jurist vurdere hjemlen.",
            policy.source,
        )


@rule
def talks_after_treatment(standard: Standard, on: date) -> Iterator[Finding]:
    """CON-25: the statute's follow-up after 1 and 6 months is a floor under the local quota."""
    talks = standard.followup.talks
    if talks.own is not None and standard.followup.months.silent:
        yield Finding(
            "CON-25",
            Severity.DECIDE,
            f"Standarden giver op til {talks.own} samtaler efter behandlingen, men nævner ikke lovens "
            "opfølgning efter 1 og 6 måneder ved stofbehandling.",
            "Begge følges: lovens opfølgning som mindstemål, standardens samtaler som kvote.",
            talks.source,
        )


@rule
def medical_talk(standard: Standard, on: date) -> Iterator[Finding]:
    """MED-3: the talk comes before treatment and is offered to everyone with a drug problem."""
    talk = standard.medical_talk
    if not talk.offered.value or not talk.before_start.value:
        yield Finding(
            "MED-3",
            Severity.UNLAWFUL,
            "Lægesamtalen skal tilbydes og være holdt, før stofbehandlingen begynder.",
            "Ret standarden efter sundhedsloven § 142.",
            talk.offered.source or talk.before_start.source,
        )


@rule
def ambulant_first(standard: Standard, on: date) -> Iterator[Finding]:
    """VIS-4: ambulant treatment may not be a condition for a residential stay."""
    required = standard.visitation.ambulant_first_required
    if required.value:
        yield Finding(
            "VIS-4",
            Severity.UNLAWFUL,
            "Standarden kræver ambulant behandling, før døgnbehandling kan bevilges.",
            "Fjern kravet. Hvad der er forsøgt, kan indgå i den samlede vurdering.",
            required.source,
        )


@rule
def gift_cards(standard: Standard, on: date) -> Iterator[Finding]:
    """BEK 1477 § 4 stk. 1 nr. 15: the standard must say how gift cards are used (section 10.4)."""
    if Scope.DRUGS not in standard.scopes.value:
        return
    if not any(offer.gift_cards_used.own is not None or offer.gift_card.own for offer in standard.offers):
        yield Finding(
            "GAV-1",
            Severity.DECIDE,
            "Standarden siger intet om gavekort. Den skal indeholde kommunens retningslinjer for dem.",
            "Skriv, om gavekort bruges, og i så fald hvor store og hvornår (bekendtgørelse nr. 1477, § 4).",
        )


@rule
def outdated_authorities(standard: Standard, on: date) -> Iterator[Finding]:
    """Section 24: an authority or service that the standard names and that no longer has the task."""
    named = [(mention.authority, mention.source) for mention in standard.mentions]
    for route in standard.complaints:
        for value in (route.recipient_authority, route.onward_to, route.sign_in):
            if value.own is not None:
                named.append((value.own, value.source))
    sources: dict[str, str] = {}
    for key, source in named:
        sources.setdefault(key, source)
    for key, source in sources.items():
        entry = named_authority(key)
        if not entry.is_abolished(on):
            continue
        successor = authority(key, on)
        yield Finding(
            f"MYN-{key}",
            Severity.OUTDATED,
            f"Standarden nævner {entry.name}. Opgaven ligger nu hos {successor.name}."
            + (f" {entry.note}" if entry.note else ""),
            f"Breve skriver {successor.name}. Ret navn og adresse ved næste revision.",
            source,
        )


@rule
def outdated_laws(standard: Standard, on: date) -> Iterator[Finding]:
    """Section 24: a law or order that the standard cites and that no longer applies."""
    for citation in standard.citations:
        if citation.law is None or not named_law(citation.law).is_abolished(on):
            continue
        entry, successor = named_law(citation.law), law(citation.law, on)
        yield Finding(
            f"LOV-{citation.law}",
            Severity.OUTDATED,
            f"Standarden henviser til {entry.name}, som ikke længere gælder."
            + (f" {entry.note}" if entry.note else ""),
            f"Brug {successor.name}. Nye afgørelser henviser til den gældende regel.",
            citation.source,
        )


@rule
def own_validity(standard: Standard, on: date) -> Iterator[Finding]:
    """KPI and section 21: the council adopts the standard again; it must bear a date."""
    revision = standard.revision
    ends = revision.valid_to
    if ends.own is not None and ends.own < on:
        yield Finding(
            "REV-1",
            Severity.OUTDATED,
            f"Standarden gjaldt efter sin egen tekst til og med {shown(ends.own)}.",
            "Den gælder, til en ny er indlæst. Indlæs den nye standard.",
            ends.source,
        )
    approved, years = revision.approved_on, revision.every_years
    if approved.own is not None and years.own is not None and _years_after(approved.own, years.own) < on:
        yield Finding(
            "REV-1",
            Severity.OUTDATED,
            f"Standarden skulle godkendes igen hvert {years.own}. år og er ikke godkendt siden "
            f"{shown(approved.own)}.",
            "Forelæg den for udvalget, og indlæs den nye.",
            years.source,
        )
    if approved.own is None and revision.valid_from.own is None:
        yield Finding(
            "REV-2",
            Severity.DECIDE,
            "Standarden siger ikke, hvornår den er godkendt, eller fra hvornår den gælder.",
            "Skriv datoen i standarden. Systemet bruger den dag, der blev valgt ved indlæsningen.",
        )


@rule
def letter_head(standard: Standard, on: date) -> Iterator[Finding]:
    """A letter and its complaint guidance need an address."""
    organisation = standard.organisation
    if organisation.address_line.value is None or organisation.postcode_city.value is None:
        yield Finding(
            "ORG-1",
            Severity.DECIDE,
            "Standarden oplyser ikke centrets adresse. Breve kan kun vise navn og telefon.",
            "Skriv adressen i standarden.",
        )


@rule
def unverified_defaults(standard: Standard, on: date) -> Iterator[Finding]:
    """What governs by default but has not been held against the law's own text."""
    labels = [leaf.label for leaf in leaves(standard) if _rests_on_unverified(leaf.value)]
    if labels:
        unique = ", ".join(dict.fromkeys(label[:1].lower() + label[1:] for label in labels))
        yield Finding(
            "UBE-1",
            Severity.INFORMATION,
            f"Hvor standarden tier, gælder her en regel, som ingen jurist har bekræftet: {unique}.",
            "Bed kommunens jurist bekræfte reglerne, eller skriv kommunens egne i standarden.",
        )


def _rests_on_unverified(value: Sourced[object]) -> bool:
    return value.from_statute and not value.default_verified


def _years_after(day: date, years: int) -> date:
    last_of_february = (day.month, day.day) == (2, 29)
    return day.replace(year=day.year + years, day=28 if last_of_february else day.day)
