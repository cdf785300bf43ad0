from tests.deadlines.conftest import _guards_back, committed

__all__ = ["_guards_back", "committed"]
