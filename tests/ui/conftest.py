from tests.journeys.conftest import _queries_beside_the_browser, desk, open_centre

__all__ = ["_queries_beside_the_browser", "desk", "open_centre"]
