"""What holds for all tests."""

from hypothesis import settings

from tests.chromium import browser

__all__ = ["browser"]

# A machine under load is slow now and then; how fast something is, is measured in bench/.
settings.register_profile("any machine", deadline=None)
settings.load_profile("any machine")
