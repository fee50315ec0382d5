"""Governance packs: made when asked for or by schedule, of what pages show; kept, taken along, verified."""
