"""A report of the county, begun."""

from tests.cast import TODAY, Cast
from zhucun.reports.periodic import acts as reports


def furnish(cast: Cast) -> None:
    reports.begin(cast.county, kind="news", period=TODAY.isoformat(), by=cast.actor("officer"))
