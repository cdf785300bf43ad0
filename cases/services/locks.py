from rusmiddel.locks import hold


def hold_cases_of(citizen_id: int) -> None:
    """Keep the citizen's cases from being opened or closed by anybody else in this transaction."""
    hold(f"cases of citizen:{citizen_id}")


def hold_access_to(case_id: int) -> None:
    """Keep the case from being opened in an emergency, shielded or given away by anybody else meanwhile."""
    hold(f"access to case:{case_id}")
