"""What it does to the guarantee that a case is put off. A pure rule (VIS-1, GUA-4)."""

from datetime import date

from rusmiddel.danish_dates import long_date


def effect_of_postponing(*, due_on: date | None, next_on: date | None) -> str:
    if due_on is None:
        return "Garantien løber ikke."
    promise = f"Garantien løber videre: senest den {long_date(due_on)}."
    if next_on is None:
        return f"{promise} Der er ikke planlagt et nyt møde."
    if next_on > due_on:
        return f"{promise} Det næste møde er den {long_date(next_on)}, og så er fristen overskredet."
    return f"{promise} Det næste møde er den {long_date(next_on)}."
