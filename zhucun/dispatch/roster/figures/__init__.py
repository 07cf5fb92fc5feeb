"""Figures of 派: coverage, teams, the structure of the roster, changes; each has its one implementation here."""

from zhucun.dispatch.roster.figures import changes, coverage, structure, teams
from zhucun.dispatch.roster.figures.counting import declare

declare([*coverage.GROUPS, *teams.GROUPS, *structure.GROUPS, *changes.GROUPS])
