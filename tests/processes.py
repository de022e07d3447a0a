"""Processes for tests to start and to kill, forked in milliseconds from one that has imported what they run."""

from __future__ import annotations

from multiprocessing import get_context

CONTEXT = get_context("forkserver")
# pytest among them, because a child imports the main module anew
CONTEXT.set_forkserver_preload(
    ["pytest", "tests.simulator.killed_player", "tests.store.killed_steps", "tests.store.writers"]
)
