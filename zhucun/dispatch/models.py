"""The measure's rows, by topic."""

from zhucun.dispatch.opening.models import OpeningBalance, OpeningFile
from zhucun.dispatch.roster.models import (
    ApprovedSize,
    Posting,
    RoleSpell,
    ServiceNote,
    Team,
    TeamBacking,
    TeamPlace,
)

__all__ = [
    "ApprovedSize",
    "OpeningBalance",
    "OpeningFile",
    "Posting",
    "RoleSpell",
    "ServiceNote",
    "Team",
    "TeamBacking",
    "TeamPlace",
]
