"""What the pages that show cases are called in the read log, in people's words."""

PAGES = {
    "cases:assessment": "Afdækningen",
    "cases:case_list": "Listen over sager",
    "cases:case_page": "Sagens forside",
    "cases:citizen_edit": "Borgerens oplysninger",
    "cases:emergency_list": "Listen over nødadgange",
    "cases:emergency_new": "Anmodning om nødadgang",
    "cases:emergency_review": "Gennemgang af nødadgang",
    "cases:inquiry_list": "Listen over henvendelser",
    "cases:inquiry_new": "Ny henvendelse",
    "cases:lock_list": "Afskærmning og inhabilitet",
    "cases:move": "Flytning af sager",
    "cases:move_new": "Flytning af sager",
    "cases:read_list": "Visningsloggen",
    "cases:search": "Søgning",
    "cases:show_cpr": "Hele CPR-nummeret",
    "cases:transfer": "Spørgsmålet om at tage sagen",
    "cases:who_has_looked": "Udskrift af, hvem der har set sagen",
    "deadlines:notice_list": "Beskeder",
    "offers:course": "Behandlingsforløbet",
    "offers:placement": "Døgnopholdet",
    "reporting:deadline_list": "Listen over frister",
    "reporting:my_day": "Min dag",
    "reporting:stay_costs": "Døgnophold og udgifter",
    "rights:access_request": "Anmodningen om indsigt",
    "rights:access_request_list": "Listen over anmodninger om indsigt",
    "rights:bundle": "Indsigtspakken",
    "rights:bundle_file": "Den forseglede indsigtspakke",
    "rights:destruction_list": "Kassationslisten",
    "rights:keeping": "Hvor længe sagen opbevares",
    "rights:bundle_item": "En oplysning i indsigtspakken",
    "visitation:agenda_pdf": "Dagsordenen på papir",
    "visitation:decision": "Afgørelsen",
    "visitation:further_decision": "Afgørelsen undervejs",
    "visitation:letter_list": "Listen over breve",
    "visitation:letter_pdf": "Brevet",
    "visitation:meeting": "Visitationsmødet",
    "visitation:meeting_case": "Sagen på visitationsmødet",
    "visitation:meeting_list": "Visitation",
    "visitation:minutes_pdf": "Mødets referat",
}
PARTS = {
    "cases": "En side i sagen",
    "offers": "En side om behandlingen",
    "visitation": "En side om visitationen",
    "reporting": "En ledelsesside",
    "rights": "En side om borgerens rettigheder",
    "deadlines": "Beskeder",
}


def label_of(page: str) -> str:
    """'Sagens forside' for `cases:case_page`; for a page without a name of its own, the part it is in."""
    return PAGES.get(page) or PARTS.get(page.partition(":")[0], "En anden side")
