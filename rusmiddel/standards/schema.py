"""What a quality standard (kvalitetsstandard) consists of.

Section by section as the standards themselves are written. A value that the standard does not
mention is silent; what then applies stands in statute.toml. A key missing from a file counts as
silence, so that a standard adopted before a key existed can still be read.
"""

from collections.abc import Iterator
from datetime import date
from typing import Annotated, Any, Self

from pydantic import Field, PrivateAttr, model_validator
from pydantic_core import PydanticCustomError

from rusmiddel.standards.authorities import known_authorities, known_laws
from rusmiddel.standards.enums import (
    AnonymousForm,
    AtHome,
    ClockStart,
    ClockStop,
    ComplaintKind,
    CountedFrom,
    DeviationReason,
    GoalDirection,
    NotificationPolicy,
    OfferKind,
    PeriodEnd,
    Scope,
    Severity,
    Substance,
    UnderEighteenConsent,
)
from rusmiddel.standards.sourced import (
    Age,
    Count,
    Flag,
    Frozen,
    Name,
    Section,
    Settled,
    Sourced,
    Text,
    leaf,
    section,
)

Key = Annotated[str, Field(pattern=r"^[a-z0-9_]+$", max_length=60, strict=True)]
MunicipalityCode = Annotated[str, Field(pattern=r"^0\d{3}$", strict=True)]
Percent = Annotated[int, Field(ge=0, le=100, strict=True)]
Texts = tuple[Text, ...]
Substances = tuple[Substance, ...]


class UnknownOffer(LookupError):
    """The standard has no offer with this key."""


class Contact(Frozen):
    """Where a letter or a complaint is sent."""

    name: Name
    attention: str = ""
    address_line: str = ""
    postcode_city: str = ""
    phone: str = ""
    mobile: str = ""
    email: str = ""
    url: str = ""


class Department(Contact):
    key: Key
    source: Text


class Organisation(Section):
    """Who the municipality and its centre are."""

    municipality: Settled[Annotated[Text, Field(max_length=100)]] = leaf("Kommune")
    municipality_code: Settled[MunicipalityCode] = leaf("Kommunekode")
    centre_name: Settled[Name] = leaf("Centrets navn")
    address_line: Sourced[Text] = leaf("Adresse")
    postcode_city: Sourced[Text] = leaf("Postnummer og by")
    phone: Settled[Text] = leaf("Telefon")
    email: Sourced[Text] = leaf("E-mail")
    phone_hours: Sourced[Text] = leaf("Telefontid")
    other_phone: Sourced[Text] = leaf("Uden for telefontiden")
    website: Sourced[Text] = leaf("Hjemmeside")
    placement: Sourced[Text] = leaf("Organisatorisk placering")
    departments: tuple[Department, ...] = Field(default=(), title="Afdelinger")


class YouthBand(Frozen):
    name: Text
    min_age: Age | None = None
    max_age: Age | None = None
    source: Text


class Inquiry(Section):
    """Henvendelse: whom the standard addresses and how they get in."""

    target_group: Sourced[Text] = leaf("Målgruppe")
    entrance: Sourced[Text] = leaf("Indgang til tilbuddene")
    referrers: Sourced[Texts] = leaf("Hvem der kan henvise")
    counselling_place: Sourced[Text] = leaf("Åben rådgivning foregår")
    counselling_anonymous: Settled[Flag] = leaf("Rådgivning kan være anonym")
    youth_bands: tuple[YouthBand, ...] = Field(default=(), title="Særlige aldersgrupper")


class GoalVariant(Frozen):
    """One of several wordings of the same goal in one standard (CON-1)."""

    stop: ClockStop
    text: Text
    source: Text


class Guarantee(Section):
    """Behandlingsgarantien (GUA-1 to GUA-22, U18-1 to U18-10)."""

    days: Settled[Count] = leaf("Frist i kalenderdage")
    start: Settled[ClockStart] = leaf("Fristen løber fra")
    own_goal: Settled[ClockStop] = leaf("Kommunens eget mål er nået, når")
    own_goal_days: Settled[Count] = leaf("Kommunens eget mål i dage")
    own_goal_variants: tuple[GoalVariant, ...] = Field(default=(), title="Standardens formuleringer af målet")
    deviation_reasons: Settled[tuple[DeviationReason, ...]] = leaf("Grunde til at fravige fristen")
    covers_own_offers_only: Settled[Flag] = leaf("Garantien gælder kun tilbud, centret selv råder over")
    applies_to_anonymous_drugs: Settled[Flag] = leaf("Gælder anonym stofbehandling")
    under_18_condition: Sourced[Text] = leaf("Særlig betingelse for unge under 18")
    under_18_needs_parental_consent: Settled[Flag] = leaf(
        "For unge under 18 løber fristen først, når forældresamtykket er der"
    )
    warn_on_days: Settled[tuple[Count, ...]] = leaf("Der advares på dag")
    at_risk_days: Settled[Count] = leaf("Sagen er i fare, når der er så mange dage tilbage")


class MedicalTalk(Section):
    """Lægesamtale (MED-1 to MED-5)."""

    offered: Settled[Flag] = leaf("Tilbydes")
    days: Settled[Count] = leaf("Senest dage efter henvendelsen")
    before_start: Settled[Flag] = leaf("Skal være holdt, før behandlingen begynder")
    substances: Settled[Substances] = leaf("Gælder for")
    provided_by: Sourced[Text] = leaf("Udføres af")


class Consents(Section):
    """Samtykke (CNS-1 to CNS-7, U18-3 to U18-5)."""

    under_18: Settled[UnderEighteenConsent] = leaf("Behandling af unge under 18 kræver samtykke fra")
    under_18_assessment: Settled[Flag] = leaf("Samtykket gælder også afdækningen af unge under 18")
    cooperation_form: Sourced[Text] = leaf("Samtykke til samarbejde")
    disclosure: Sourced[Text] = leaf("Videregivelse af oplysninger")
    expires_after_months: Settled[Count] = leaf("Samtykke bortfalder efter måneder")


class AnonymousProvider(Frozen):
    name: Text
    municipality: str = ""
    outside_municipality: Flag
    substances: Substances
    address: str = ""
    source: Text


class Anonymity(Section):
    """Anonymitet (ANO-1 to ANO-13)."""

    drugs: Settled[Flag] = leaf("Anonym stofbehandling")
    alcohol: Settled[Flag] = leaf("Anonym alkoholbehandling")
    exclusions: Settled[Texts] = leaf("Anonym stofbehandling kan ikke gives, når")
    medical_need_excludes: Sourced[Flag] = leaf("Behov for medicinsk behandling udelukker anonymitet")
    fictitious_number: Settled[Flag] = leaf("Føres på fiktivt nummer")
    form: Sourced[AnonymousForm] = leaf("Behandlingens form")
    group_sessions: Sourced[Count] = leaf("Gruppesessioner")
    closing_talks: Sourced[Count] = leaf("Afsluttende samtaler")
    group_start: Sourced[Text] = leaf("Opstart af grupper")
    group_every_months: Sourced[Count] = leaf("Ny gruppe hver måned nr.")
    quality_goals_apply: Sourced[Flag] = leaf("Kvalitetsmål følges op for anonyme")
    registers_reported: Sourced[Flag] = leaf("Anonyme indberettes til registre")
    providers: tuple[AnonymousProvider, ...] = Field(default=(), title="Behandlingssteder")


class Assessment(Section):
    """Afdækning (ASS-1 to ASS-8)."""

    sessions_min: Sourced[Count] = leaf("Samtaler, mindst")
    sessions_max: Sourced[Count] = leaf("Samtaler, højst")
    minutes: Sourced[Count] = leaf("Minutter pr. samtale")
    tools: Sourced[Texts] = leaf("Redskaber")
    topics: Settled[Texts] = leaf("Emner")
    product: Sourced[Text] = leaf("Munder ud i")
    children_always_asked: Settled[Flag] = leaf("Der spørges altid om børn")


class Body(Contact):
    """Who decides: a team, a committee, a department."""

    key: Key
    source: Text


class Visitation(Section):
    """Visitation (VIS-1 to VIS-11)."""

    weekly_meeting: Settled[Flag] = leaf("Ugentligt visitationsmøde")
    meeting: Sourced[Text] = leaf("Om mødet")
    may_start_before: Settled[tuple[Key, ...]] = leaf("Må begynde før mødet")
    ambulant_first_required: Settled[Flag] = leaf("Ambulant behandling kræves før døgnbehandling")
    residential_criteria: Sourced[Text] = leaf("Om døgnbehandling lægges der vægt på")
    partners_assessed: Sourced[Text] = leaf("Andre dele af kommunen")
    bodies: tuple[Body, ...] = Field(default=(), title="Hvem der afgør")


class Competence(Frozen):
    """Who decides which offers; empty lists mean all."""

    offer_kinds: tuple[OfferKind, ...] = ()
    substances: Substances = ()
    body: Key
    length_granted_by: Key | None = None
    on_recommendation: bool = False
    text: str = ""
    source: Text


class Decisions(Section):
    """Afgørelser (DEC-1 to DEC-7)."""

    oral_when_fully_granted: Settled[Flag] = leaf("Fuldt medhold kan meddeles mundtligt")
    written_on_full_grant: Settled[Flag] = leaf("Fuldt medhold bekræftes altid skriftligt")
    competence: tuple[Competence, ...] = Field(default=(), title="Kompetence")


class LawBySubstance(Frozen):
    alcohol: tuple[Name, ...] = ()
    drugs: tuple[Name, ...] = ()
    under_18: tuple[Name, ...] = ()
    all: tuple[Name, ...] = ()


class GiftCard(Frozen):
    """Gavekort: earned on attended talks (section 10.4)."""

    amount: Count
    every_nth_talk: Annotated[int, Field(ge=1, strict=True)]
    earned_in_followup: Flag | None = None


class SelfPayment(Frozen):
    """Egenbetaling for board and lodging."""

    charged: Flag
    substances: Substances = ()
    basis: str = ""


class Offer(Section):
    """Indsats: one thing the centre can grant (section 10)."""

    key: Key
    kind: OfferKind
    name: Name
    source: Text
    substances: Substances = (Substance.ALCOHOL, Substance.DRUGS)
    target_group: Sourced[Text] = leaf("Målgruppe")
    description: Sourced[Text] = leaf("Indhold")
    law: Sourced[LawBySubstance] = leaf("Lovgrundlag")
    provider: Sourced[Text] = leaf("Udføres af")
    methods: Sourced[Texts] = leaf("Metoder")
    session_minutes: Sourced[Count] = leaf("Minutter pr. gang")
    session_minutes_max: Sourced[Count] = leaf("Minutter pr. gang, højst")
    per_week: Sourced[Count] = leaf("Gange om ugen")
    per_week_max: Sourced[Count] = leaf("Gange om ugen, højst")
    weeks_between: Sourced[Count] = leaf("Uger mellem møderne")
    sessions: Sourced[Count] = leaf("Antal samtaler")
    sessions_min: Sourced[Count] = leaf("Samtaler, mindst")
    session_cap: Sourced[Count] = leaf("Samtaler, højst")
    cap_warn_at: Sourced[Count] = leaf("Der advares ved samtale")
    new_visitation_at_cap: Sourced[Flag] = leaf("Derefter ny visitation")
    screening_talks: Sourced[Count] = leaf("Indledende samtaler")
    supporting_talks: Sourced[Count] = leaf("Støttende samtaler bagefter")
    weeks_min: Sourced[Count] = leaf("Varighed i uger, mindst")
    weeks_max: Sourced[Count] = leaf("Varighed i uger, højst")
    months_min: Sourced[Count] = leaf("Varighed i måneder, mindst")
    months_max: Sourced[Count] = leaf("Varighed i måneder, højst")
    followup_months: Sourced[Count] = leaf("Opfølgende behandling i måneder")
    duration: Sourced[Text] = leaf("Varighed")
    group_min: Sourced[Count] = leaf("Deltagere, mindst")
    group_soft: Sourced[Count] = leaf("Deltagere, tilstræbt højst")
    group_hard: Sourced[Count] = leaf("Deltagere, aldrig flere end")
    alone_is_individual: Sourced[Flag] = leaf("Individuelt, så længe borgeren er den eneste")
    certified_practitioner: Sourced[Flag] = leaf("Kun ved en certificeret behandler")
    min_age: Sourced[Age] = leaf("Alder, fra")
    max_age: Sourced[Age] = leaf("Alder, til og med")
    residents_only: Sourced[Flag] = leaf("Kun bosiddende i kommunen")
    near_in_treatment: Sourced[Flag] = leaf("Kun pårørende til borgere i behandling")
    grew_up_under: Sourced[Age] = leaf("Også unge vokset op med misbrug, under")
    anonymous: Sourced[Flag] = leaf("Kan gives anonymt")
    gift_card: Sourced[GiftCard] = leaf("Gavekort")
    gift_cards_used: Sourced[Flag] = leaf("Gavekort bruges")
    self_payment: Sourced[SelfPayment] = leaf("Egenbetaling for kost og logi")
    supervision: Sourced[Text] = leaf("Tilsyn")
    after: Sourced[Text] = leaf("Efter forløbet")


class Plan(Section):
    """Behandlingsplan og handleplan (PLN-1 to PLN-7, section 12)."""

    review_months: Sourced[Count] = leaf("Revideres senest efter måneder")
    review: Sourced[Text] = leaf("Evaluering")
    short_term_months: Sourced[Count] = leaf("Kortsigtede mål gælder måneder")
    contents: Sourced[Texts] = leaf("Indhold")
    action_plan_offered: Settled[Flag] = leaf("Handleplan tilbydes")


class FollowUp(Section):
    """Opfølgning efter behandlingen (FUP-1 to FUP-6)."""

    months: Settled[tuple[Count, ...]] = leaf("Opfølgning efter måneder")
    talks: Sourced[Count] = leaf("Samtaler efter behandlingen")
    talks_months: Sourced[Count] = leaf("Inden for måneder")
    talks_substances: Settled[Substances] = leaf("Samtalerne gælder")


class Closing(Section):
    """Afslutning, afbrud og bortvisning (END-1 to END-7)."""

    drop_out: Sourced[Text] = leaf("Afbrud")
    contact_attempted: Sourced[Flag] = leaf("Der tages altid kontakt ved afbrud")
    closed_until_new_inquiry: Sourced[Flag] = leaf("Afsluttet, indtil borgeren henvender sig igen")
    expulsion: Sourced[Text] = leaf("Bortvisning")


class Preparation(Frozen):
    """Præparat: what may be prescribed; those with the same effect are equals, the lowest rank cheapest."""

    key: Key
    name: Name
    effect: Key
    cost_rank: Count
    source: Text


class Substitution(Section):
    """Substitutionsbehandling og anden medicin (SUB-1 to SUB-14)."""

    target_group: Sourced[Text] = leaf("Målgruppe")
    agreement: Sourced[Flag] = leaf("Samarbejdsaftale underskrives")
    agreement_text: Sourced[Text] = leaf("Samarbejdsaftalens tekst")
    sanctions: Sourced[Texts] = leaf("Følger af brud på aftalen")
    decided_sanctions: Sourced[tuple[Count, ...]] = leaf("Følger, der kræver en afgørelse (nr.)")
    urine_interval_months: Sourced[Count] = leaf("Urinprøve senest hver måned nr.")
    urine_condition: Sourced[Text] = leaf("Urinprøver tages")
    doctor_talk_months: Sourced[Count] = leaf("Lægesamtale hver måned nr.")
    doctor_talk: Sourced[Text] = leaf("Samtaler med lægen")
    dispensing: Sourced[Texts] = leaf("Medicinen udleveres")
    cheapest: Sourced[Flag] = leaf("Billigste af ligeværdige præparater")
    antabus: Sourced[Text] = leaf("Antabus")
    detox: Sourced[Text] = leaf("Afrusning og afgiftning")
    other_medicine: Sourced[Text] = leaf("Anden medicinsk behandling")
    irregularities: Sourced[Text] = leaf("Ved sidemisbrug")
    preparations: tuple[Preparation, ...] = Field(default=(), title="Præparater")


class Residential(Section):
    """Ophold på en døgninstitution (section 10.12): what the offer's own words leave open."""

    supervision_months: Settled[Annotated[int, Field(ge=1, le=24, strict=True)]] = leaf(
        "Tilsyn mindst hver måned nr."
    )
    status_report_months: Settled[Annotated[int, Field(ge=1, le=24, strict=True)]] = leaf(
        "Statusbeskrivelse fra institutionen hver måned nr."
    )
    warn_days_before: Settled[tuple[Count, ...]] = leaf("Der advares så mange dage før")
    discharge_day_is_paid: Settled[Flag] = leaf("Udskrivningsdagen betales")
    self_payment_law: Settled[tuple[Name, ...]] = leaf("Regler om egenbetaling")


class FreeChoice(Section):
    """Frit valg (FRI-1 to FRI-8)."""

    same_character: Settled[Flag] = leaf("Tilbuddet skal være af tilsvarende karakter")
    between_ambulant_and_residential: Settled[Flag] = leaf("Frit valg mellem ambulant og døgn")
    public_only: Settled[Flag] = leaf("Kun offentlige tilbud")
    approved_on_tilbudsportalen: Sourced[Flag] = leaf("Skal være godkendt på Tilbudsportalen")
    heroin_excepted: Settled[Flag] = leaf("Gælder ikke behandling med heroin")
    conditions: Sourced[Text] = leaf("Vilkår")
    restriction: Sourced[Text] = leaf("Begrænsning")


class OtherMunicipality(Section):
    """Borgere fra andre kommuner (section 15)."""

    commitment_before_start: Sourced[Flag] = leaf("Betalingstilsagn, før behandlingen begynder")
    exempt: Settled[Texts] = leaf("Undtaget efter loven")
    text: Sourced[Text] = leaf("Standardens ord")


class Notification(Section):
    """Underretning (CHI-1 to CHI-8)."""

    policy: Settled[NotificationPolicy] = leaf("Der underrettes")
    always_cooperate_with_family_department: Settled[Flag] = leaf("Altid samarbejde med familieafdelingen")
    family_department: Sourced[Text] = leaf("Familieafdeling")
    text: Sourced[Text] = leaf("Standardens ord")


class SpecialGroups(Section):
    """Gravide og udviklingshæmmede (sections 10.16, 10.17)."""

    pregnant_partners: Sourced[Texts] = leaf("Samarbejde om gravide")
    pregnant: Sourced[Text] = leaf("Tilbud til gravide")
    retention_contract_drugs: Sourced[Flag] = leaf("Kontrakt om tilbageholdelse tilbydes (stoffer)")
    retention_days: Settled[Count] = leaf("En tilbageholdelse varer højst dage")
    retention_months_total: Settled[Count] = leaf("Tilbageholdelser varer i alt højst måneder")
    developmental_disability: Sourced[Text] = leaf("Udviklingshæmmede")


class Premises(Section):
    """Where treatment takes place."""

    at_home: Sourced[AtHome] = leaf("Behandling i eget hjem")
    under_18: Sourced[Text] = leaf("Sted for unge under 18")


class ComplaintRoute(Section):
    """Where one kind of complaint goes, and until when (section 19)."""

    kind: ComplaintKind
    recipient: Sourced[Contact] = leaf("Klagen sendes til")
    recipient_authority: Sourced[Key] = leaf("Klageinstans")
    deadline_weeks: Sourced[Count] = leaf("Klagefrist i uger")
    deadline_years: Sourced[Count] = leaf("Klagefrist i år")
    no_deadline: Sourced[Flag] = leaf("Ingen klagefrist")
    counted_from: Sourced[CountedFrom] = leaf("Fristen regnes fra")
    reassessment_weeks: Sourced[Count] = leaf("Genvurdering inden for uger")
    reassessment_ends: Sourced[PeriodEnd] = leaf("Falder genvurderingens frist på en lukkedag, slutter den")
    reassessed: Sourced[Flag] = leaf("Afgørelsen genvurderes")
    onward_to: Sourced[Key] = leaf("Sendes videre til")
    oral_allowed: Sourced[Flag] = leaf("Kan klages mundtligt")
    power_of_attorney: Sourced[Flag] = leaf("Kan klages ved fuldmagt")
    sign_in: Sourced[Key] = leaf("Der logges på med")


class QualityGoal(Frozen):
    key: Key
    text: Text
    percent: Percent | None = None
    direction: GoalDirection | None = None
    measured_after_months: tuple[Count, ...] = ()
    within_months: Count | None = None
    days: Count | None = None
    scopes: tuple[Scope, ...] = ()
    source: Text


class Quality(Section):
    """Kvalitet, metoder, personale og indberetning (section 20)."""

    purpose: Sourced[Texts] = leaf("Formål")
    values: Sourced[Texts] = leaf("Værdier")
    methods: Sourced[Texts] = leaf("Metoder")
    visitators: Sourced[Count] = leaf("Visitatorer")
    therapists: Sourced[Count] = leaf("Behandlere")
    staff: Sourced[Text] = leaf("Personale")
    social_supervision: Sourced[Text] = leaf("Socialtilsyn")
    outreach: Sourced[Texts] = leaf("Opsøgende og forebyggende arbejde")
    partners: Sourced[Texts] = leaf("Samarbejdspartnere")
    registers: Sourced[Texts] = leaf("Indberetning")
    information: Sourced[Text] = leaf("Information til borgerne")


class Revision(Section):
    """The standard's own life."""

    approved_on: Sourced[date] = leaf("Godkendt")
    approved_by: Sourced[Text] = leaf("Godkendt af")
    valid_from: Sourced[date] = leaf("Gælder fra")
    valid_to: Sourced[date] = leaf("Gælder til og med")
    every_years: Sourced[Count] = leaf("Godkendes igen hvert år nr.")


class Citation(Frozen):
    """A law or order the standard cites, by its key in authorities.toml where it is known there."""

    text: Text
    law: Key | None = None
    source: Text


class Mention(Frozen):
    """An authority or service the standard names, by its key in authorities.toml."""

    authority: Key
    source: Text


class Remark(Frozen):
    """A contradiction or leftover in the standard's text that its values cannot show."""

    id: Annotated[str, Field(pattern=r"^[A-ZÆØÅ0-9-]+$")]
    severity: Severity = Severity.DECIDE
    text: Text
    what_to_do: Text
    source: Text


class Standard(Frozen):
    """One municipality's quality standard, complete with the statute's defaults."""

    title: Name
    scopes: Settled[tuple[Scope, ...]] = leaf("Standarden omfatter")
    minimum_age: Sourced[Age] = leaf("Mindstealder")
    not_offered: Sourced[tuple[OfferKind, ...]] = leaf("Tilbydes ikke")
    organisation: Organisation = Field(title="Organisation")
    inquiry: Inquiry = section("Henvendelse og målgruppe")
    guarantee: Guarantee = section("Behandlingsgaranti")
    medical_talk: MedicalTalk = section("Lægesamtale")
    consents: Consents = section("Samtykke")
    anonymity: Anonymity = section("Anonymitet")
    assessment: Assessment = section("Afdækning")
    visitation: Visitation = section("Visitation")
    decisions: Decisions = section("Afgørelser")
    offers: tuple[Offer, ...] = Field(title="Tilbud", min_length=1)
    plan: Plan = section("Behandlingsplan")
    followup: FollowUp = section("Opfølgning")
    closing: Closing = section("Afslutning")
    substitution: Substitution = section("Substitutionsbehandling og medicin")
    residential: Residential = section("Ophold på døgninstitution")
    free_choice: FreeChoice = section("Frit valg")
    other_municipality: OtherMunicipality = section("Borgere fra andre kommuner")
    notification: Notification = section("Børn og underretning")
    special_groups: SpecialGroups = section("Særlige grupper")
    premises: Premises = section("Steder")
    complaints: tuple[ComplaintRoute, ...] = Field(title="Klager")
    quality: Quality = section("Kvalitet")
    quality_goals: tuple[QualityGoal, ...] = Field(default=(), title="Kvalitetsmål")
    revision: Revision = section("Standardens gyldighed")
    citations: tuple[Citation, ...] = Field(default=(), title="Love og regler, standarden nævner")
    mentions: tuple[Mention, ...] = Field(default=(), title="Myndigheder, standarden nævner")
    remarks: tuple[Remark, ...] = Field(default=(), title="Bemærkninger til teksten")

    _version_id: int | None = PrivateAttr(default=None)

    @model_validator(mode="after")
    def _names_point_at_something(self) -> Self:
        offers = [offer.key for offer in self.offers]
        bodies = [body.key for body in self.visitation.bodies]
        kinds: list[str] = [route.kind for route in self.complaints]
        for what, keys in (("offers", offers), ("visitation.bodies", bodies), ("complaints", kinds)):
            for key in keys:
                if keys.count(key) > 1:
                    raise _wrong(what, key, "hver nøgle kun én gang")
        for number, rule in enumerate(self.decisions.competence, 1):
            if rule.body not in bodies:
                raise _wrong(f"decisions.competence[{number}].body", rule.body, _one_of(bodies))
            if rule.length_granted_by is not None and rule.length_granted_by not in bodies:
                key = f"decisions.competence[{number}].length_granted_by"
                raise _wrong(key, rule.length_granted_by, _one_of(bodies))
        for key in self.visitation.may_start_before.value:
            if key not in offers:
                raise _wrong("visitation.may_start_before", key, _one_of(offers))
        for where, key, known in self._registered_names():
            if key not in known:
                raise _wrong(where, key, _one_of(known))
        return self

    def _registered_names(self) -> Iterator[tuple[str, str, list[str]]]:
        """Each key that must stand in authorities.toml, and where in the file it is."""
        authorities = [entry.key for entry in known_authorities()]
        laws = [entry.key for entry in known_laws()]
        for route in self.complaints:
            for name in ("recipient_authority", "onward_to", "sign_in"):
                if (key := getattr(route, name).value) is not None:
                    yield f"complaints.{route.kind}.{name}", key, authorities
        for number, mention in enumerate(self.mentions, 1):
            yield f"mentions[{number}].authority", mention.authority, authorities
        for number, citation in enumerate(self.citations, 1):
            if citation.law is not None:
                yield f"citations[{number}].law", citation.law, laws

    @property
    def version_id(self) -> int | None:
        """The stored version this was read from; None for a file that is not loaded."""
        return self._version_id

    def as_version(self, version_id: int) -> Self:
        copy = self.model_copy()
        copy._version_id = version_id
        return copy

    def offer(self, key: str) -> Offer:
        for offer in self.offers:
            if offer.key == key:
                return offer
        raise UnknownOffer(f"Kvalitetsstandarden »{self.title}« har intet tilbud med nøglen »{key}«.")

    def competent_body(self, offer_key: str, substance: str) -> Body:
        """Who decides on this offer; the centre itself where the standard does not say (section 8)."""
        rule = self.competence_rule(offer_key, substance)
        if rule is not None:
            return next(body for body in self.visitation.bodies if body.key == rule.body)
        organisation = self.organisation
        return Body(
            key="centre",
            name=organisation.centre_name.value,
            address_line=organisation.address_line.value or "",
            postcode_city=organisation.postcode_city.value or "",
            phone=organisation.phone.value,
            email=organisation.email.value or "",
            source="Standarden siger intet om, hvem der afgør dette",
        )

    def competence_rule(self, offer_key: str, substance: str) -> Competence | None:
        """The first rule that covers the offer; special rules stand before general ones in the file."""
        kind = self.offer(offer_key).kind
        for rule in self.decisions.competence:
            if rule.offer_kinds and kind not in rule.offer_kinds:
                continue
            if rule.substances and substance not in rule.substances:
                continue
            return rule
        return None

    def complaint(self, kind: ComplaintKind) -> ComplaintRoute:
        return next(route for route in self.complaints if route.kind == kind)


def _one_of(keys: list[str]) -> str:
    return "en af: " + ", ".join(keys) if keys else "intet: listen er tom"


def _wrong(key: str, found: Any, allowed: str) -> PydanticCustomError:
    return PydanticCustomError(
        "wrong_reference", "{found}", {"key": key, "found": str(found), "allowed": allowed}
    )
