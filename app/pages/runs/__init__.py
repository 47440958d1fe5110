"""Runs: every training so far, compared, continued, used, exported, deleted."""
