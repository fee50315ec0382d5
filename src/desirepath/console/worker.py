"""The process that makes diagnoses: `python -m desirepath.console.worker`."""

from __future__ import annotations

import logging
import os
import threading

from desirepath.console.home import Home
from desirepath.console.serve import made_ready

LOOKS_EVERY = 20.0
AT_EASE = 10
"""How far the worker stands back for the pages (niceness)."""
_LOG = logging.getLogger(__name__)


def main() -> None:
    """Do what was asked for, one after the other, and ask for what is due, until it is told to end."""
    os.nice(AT_EASE)
    made_ready(Home.of_environment().folder)
    from django.core.management import call_command

    from desirepath.console.diagnoses.tasks import take_up_after_a_stop
    from desirepath.console.packs.tasks import end_interrupted_packs
    from desirepath.console.privacy.tasks import end_what_was_interrupted

    take_up_after_a_stop()
    end_interrupted_packs()
    end_what_was_interrupted()
    over = threading.Event()
    threading.Thread(target=_ask_again, args=(over,), daemon=True).start()
    call_command("db_worker", interval=0.5, startup_delay=False, verbosity=0)
    over.set()


def _ask_again(over: threading.Event) -> None:
    from django.db import close_old_connections

    from desirepath.console.diagnoses.tasks import ask_for_what_is_due
    from desirepath.console.guides.actions.publish_guides import publish_what_changed
    from desirepath.console.interventions.actions.retire_expired import retire_expired
    from desirepath.console.notices.tasks import drop_old_deliveries
    from desirepath.console.packs.tasks import ask_for_due_packs
    from desirepath.console.privacy.tasks import keep_to_retention

    looks = (
        ask_for_what_is_due,
        ask_for_due_packs,
        retire_expired,
        keep_to_retention,
        drop_old_deliveries,
        publish_what_changed,
    )
    while not over.wait(LOOKS_EVERY):
        for look in looks:
            try:
                look()
            except Exception:  # noqa: BLE001 - one look that failed must not end the looking
                _LOG.exception(look.__name__)
            finally:
                close_old_connections()


if __name__ == "__main__":
    main()
