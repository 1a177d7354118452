"""Whether the house is ready: what runs short, and which contingency plans were tried (S1.8, S4.7, S4.10).

Read by the rules and by the pages, so that both say the same; works on models and on projected records alike.
"""

from __future__ import annotations

import datetime as dt
from typing import Any


def runs_low(stock: Any) -> bool:
    """Whether there is less of something than the service must have at hand."""
    return bool(stock.held < stock.minimum)


def falls_short(capacity: Any) -> bool:
    """Whether the service needs more of something at its busiest than there is."""
    return bool(capacity.available < capacity.needed)


def was_tried(contingency: Any, today: dt.date) -> bool:
    """Whether a contingency plan was tried; a trial that is still to come is none."""
    return any(test.on <= today for test in contingency.tests)
