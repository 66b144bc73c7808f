"""What a page has said of time so far, by which the times that follow are resolved."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from taiyuan_facts.model import Period
from taiyuan_facts.scanning.calendar import UNKNOWN_YEAR


@dataclass(slots=True)
class Context:
    """What earlier text says of the year, month and day; ``heading_year`` is from a heading (2020年工作回顾)."""

    issued: date | None
    heading_year: int | None = None
    year: int | None = None
    named: int | None = None  # the year that the article named last, in whatever paragraph
    day: date | None = None
    month: date | None = None  # a day of the month that was named last
    near_month: date | None = None  # the same, where this paragraph named it
    plan: tuple[int, int] | None = None  # first and last year of the five-year plan that was named last
    holiday: Period | None = None  # the days off that were named last

    def base_year(self) -> int:
        """The year that a month without one belongs to, as far as it is known."""
        if self.year is not None:
            return self.year
        if self.heading_year is not None:
            return self.heading_year
        return self.issued.year if self.issued else UNKNOWN_YEAR

    def is_over(self) -> bool:
        """Whether the year that was named last lies before that of the issue."""
        return self.year is not None and self.issued is not None and self.year < self.issued.year
