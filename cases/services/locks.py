from rusmiddel.locks import hold


def hold_cases_of(citizen_id: int) -> None:
    """Keep the citizen's cases from being opened or closed by anybody else in this transaction."""
    hold(f"cases of citizen:{citizen_id}")
