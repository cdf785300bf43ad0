"""What each of the five standards says of the two stories, read in the standards themselves by a human."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Municipality:
    preset: str
    name: str
    centre: str
    phone: str
    # Who decides on residential treatment for drugs, and on talks for drugs.
    decides_residential: str
    decides_talks: str
    talks: str
    # Where a complaint over a rejected residential treatment goes.
    complaint_to: tuple[str, ...]


MUNICIPALITIES = (
    Municipality(
        preset="jammerbugt-2022",
        name="Jammerbugt Kommune",
        centre="Rusmiddelcenter Jammerbugt",
        phone="72 57 76 84",
        decides_residential="Visitationsudvalget i Jammerbugt Kommune",
        decides_talks="Det ugentlige visitationsmøde i Rusmiddelcenter Jammerbugt",
        talks="Ambulant samtalebehandling",
        complaint_to=("Job og Tværgående Indsats", "Borgervænget 12", "9460 Brovst"),
    ),
    Municipality(
        preset="jammerbugt",
        name="Jammerbugt Kommune",
        centre="Rusmiddelcenter Jammerbugt",
        phone="72 57 76 84",
        decides_residential="Visitationsudvalget i Jammerbugt Kommune",
        decides_talks="Det ugentlige visitationsmøde i Rusmiddelcenter Jammerbugt",
        talks="Ambulant samtalebehandling",
        complaint_to=(
            "Rusmiddelcenter Jammerbugt",
            "Gl. Landevej 70, Birkelse",
            "9440 Aabybro",
            "rus@jammerbugt.dk",
        ),
    ),
    Municipality(
        preset="rebild",
        name="Rebild Kommune",
        centre="Rusmiddelteamet",
        phone="40 22 84 56",
        decides_residential="Rebild Kommune",
        decides_talks="Rusmiddelteamet",
        talks="Ambulant stofbehandling",
        complaint_to=(
            "Rusmiddelteamet, Center Sundhed, Kultur og Fritid",
            "Mastruplundvej 2L",
            "9530 Støvring",
            "cskf@rebild.dk",
            "99 88 84 50",
        ),
    ),
    Municipality(
        preset="mariagerfjord",
        name="Mariagerfjord Kommune",
        centre="Mariagerfjord Rusmiddelcenter",
        phone="97 11 38 58",
        decides_residential="Rusmiddelcentret",
        decides_talks="Rusmiddelcentret",
        talks="Ambulant stofbehandling",
        complaint_to=("Rusmiddelcentret", "97 11 38 58"),
    ),
    Municipality(
        preset="norddjurs",
        name="Norddjurs Kommune",
        centre="Rusmiddelcenter Norddjurs",
        phone="89 59 42 50",
        decides_residential="Visitationsafdelingen",
        decides_talks="Behandlerteamet i Rusmiddelcentret",
        talks="Individuelle behandlingssamtaler",
        complaint_to=("Visitationsafdelingen", "Torvet 3", "8500 Grenaa", "89 59 10 00"),
    ),
)

# Authorities, places and services that are no more, whichever standard still names them.
NO_MORE = (
    "Patientombuddet",
    "Styrelsen for Patientsikkerhed",
    "Nytorv 7",
    "ast-aalborg",
    "Finsensvej",
    "NemID",
    "Socialstyrelsen",
    "Persondataloven",
)
