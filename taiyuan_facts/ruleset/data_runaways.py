"""Patterns of data files that can backtrack without bound: they run without a time limit, and so are refused."""

from __future__ import annotations

from taiyuan_facts.ruleset.backtracking import find_runaway
from taiyuan_facts.ruleset.data_checks import as_compiled
from taiyuan_facts.ruleset.loading import Loading

REMEDY = "bound the repeat, as in {0,12}, or make it possessive, as in *+"


def refuse_runaways(state: Loading) -> None:
    """Add a fault for each such pattern of the data files that have no other faults."""
    broken = {fault.location.file for fault in state.faults}
    for read in state.data_nodes:
        for node in read.patterns if read.name not in broken else ():
            pattern, flags = as_compiled(read.file, node.value, state.data)
            runaway = find_runaway(pattern, "", flags) if pattern else None
            if runaway is not None:
                message = f"the pattern can backtrack without bound: {runaway.reason}; {REMEDY}"
                state.fault(read.name, node, message, "backtracking")
