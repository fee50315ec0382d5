"""Django's own commands: `python -m desirepath.console.manage migrate`."""

from __future__ import annotations

import os
import sys

from django.core.management import execute_from_command_line


def main() -> None:
    """Run one of them."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "desirepath.console.settings")
    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
