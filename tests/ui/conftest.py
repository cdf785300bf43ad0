from tests.journeys.conftest import desk, open_centre

__all__ = ["desk", "open_centre"]
