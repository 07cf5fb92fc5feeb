"""Choices that several lists offer alike."""

from django.http import HttpRequest

YEARS_BACK = 5


def last_years(request: HttpRequest) -> list[tuple[str, str]]:
    """This year first."""
    this = request.actor.today.year
    return [(str(year), f"{year} 年") for year in range(this, this - YEARS_BACK, -1)]
