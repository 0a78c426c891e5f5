"""What holds for all tests: the longest are begun first, and a busy machine is no fault."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

LONG = Path(__file__).parent / "quality"  # some take a minute, and none should be left alone

settings.register_profile(
    "busy", settings(), deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("busy")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=lambda one: LONG not in one.path.parents)
