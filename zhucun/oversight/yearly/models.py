"""YearAccount of a county, settled once, and its YearLines: what each team's year came to."""

from django.db import models
from django.db.models import Q

from zhucun.acts.rows import CodeField, Row
from zhucun.acts.scope import Scoped, ScopedQuerySet
from zhucun.dispatch.roster.models import InOrderOfPlaces, Posting, Team, TeamBacking
from zhucun.oversight.schemes.models import of_the_county
from zhucun.oversight.yearly.rules import SEE, State


class YearAccount(Row, Scoped):
    """年终总账. What was settled stays as it was, whatever is corrected later; settled again it is another one."""

    SCOPE = {"place": of_the_county("county_code")}
    SEE = SEE

    county_code = CodeField("县", max_length=6)
    year = models.PositiveSmallIntegerField("哪一年")
    state = models.CharField("定了没有", max_length=8, choices=State.choices, default=State.SETTLED)
    settled_on = models.DateField("哪天定的")
    settled_by = models.CharField("谁定的", max_length=80)
    columns = models.JSONField("有哪几列", default=list)
    reopened_because = models.CharField("为什么重新算", max_length=200, blank=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = "年终总账"
        constraints = [models.UniqueConstraint(fields=["county_code", "year"], name="year_account_once")]

    def __str__(self) -> str:
        return f"{self.year} 年终总账"

    @property
    def place_code(self) -> str:
        return self.county_code


class YearLineQuerySet(InOrderOfPlaces, ScopedQuerySet):
    pass


class YearLine(Row, Scoped):
    """A team's row as it was settled: column → text, value, address. Signed on paper by team, unit and township."""

    SCOPE = {
        "place": "place_code",
        "team": "team",
        "backer": lambda units: Q(team__in=TeamBacking.objects.current().filter(unit__in=list(units)).values("team")),
        "sender": lambda units: Q(
            team__in=Posting.objects.current().filter(sending_unit__in=list(units)).values("team")
        ),
    }
    SEE = SEE

    account = models.ForeignKey(YearAccount, models.CASCADE, related_name="lines", verbose_name="总账")
    team = models.ForeignKey(Team, models.PROTECT, related_name="year_lines", verbose_name="工作队")
    place_code = CodeField("驻地", max_length=14)
    said = models.JSONField("各列", default=dict)
    signed_on = models.DateField("哪天签回来", null=True)
    signed_note = models.CharField("谁签的、有什么话", max_length=200, blank=True)
    entered_by = models.CharField("谁登记的", max_length=80, blank=True)

    objects = YearLineQuerySet.as_manager()

    class Meta:
        verbose_name = "年终总账的一行"
        constraints = [
            models.UniqueConstraint(fields=["account", "team"], name="year_line_once"),
            models.CheckConstraint(
                condition=Q(signed_on__isnull=True, entered_by="") | Q(signed_on__isnull=False) & ~Q(entered_by=""),
                name="year_line_signed_by_and_on",
            ),
        ]
        indexes = [models.Index(fields=["place_code"], name="year_line_place")]

    def __str__(self) -> str:
        return f"{self.team.name} {self.account.year} 年总账"
