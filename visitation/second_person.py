"""Which decisions a second person approves before they are made (godkendelse). Pure (SUB-13).

No law asks for it: the setting SECOND_PERSON_FOR names the kinds.
"""

from collections.abc import Collection

NOT_APPROVED = "Afgørelsen skal godkendes af en anden, før den træffes."


def needs_second_person(kind: str, kinds: Collection[str]) -> bool:
    return kind in kinds
