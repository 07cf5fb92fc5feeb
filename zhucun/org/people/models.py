"""Person, Unit, Cadre and what a cadre's file holds, Contact: the units, the people in the pool, whom to ring."""

from collections.abc import Iterable
from datetime import date

from django.db import models
from django.db.models import Q

from zhucun.acts.rows import CodeField, Dated, DatedQuerySet, Row
from zhucun.acts.scope import Reached, Scoped, ScopedQuerySet, within_prefixes
from zhucun.org.people.rules import KEEP_APART, SEE, SEE_UNITS, Education, Employment, Sex, UnitKind, sending_level
from zhucun.org.people.sealed_text import SealedTextField
from zhucun.org.places.models import Place


class Person(Row, Scoped):
    """自然人. Phone and ID number are sealed; their keyed hashes find an equal one within a county."""

    SCOPE = {"place": "county_code"}
    SEE = SEE

    county_code = CodeField("县", max_length=6, db_index=True)
    name = models.CharField("姓名", max_length=40)
    name_key = models.CharField("姓名笔画序", max_length=120, blank=True)  # R-DOC-31
    sex = models.CharField("性别", max_length=6, choices=Sex.choices, blank=True)
    birth_month = models.DateField("出生年月", null=True, blank=True)  # the first of the month
    id_number = SealedTextField("证件号", blank=True, default="")
    id_hash = models.CharField(max_length=64, blank=True, editable=False)
    phone = SealedTextField("电话", blank=True, default="")
    phone_hash = models.CharField(max_length=64, blank=True, editable=False)
    phone_tail = models.CharField(max_length=4, blank=True, editable=False)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = "自然人"
        constraints = [
            models.UniqueConstraint(fields=["county_code", "id_hash"], condition=~Q(id_hash=""), name="person_id_once"),
            models.CheckConstraint(
                condition=Q(birth_month__isnull=True) | Q(birth_month__day=1), name="person_birth_month_first_day"
            ),
        ]
        indexes = [
            models.Index(fields=["county_code", "name"], name="person_name"),
            models.Index(fields=["phone_hash"], name="person_phone", condition=~Q(phone_hash="")),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def place_code(self) -> str:
        return self.county_code


class UnitQuerySet(ScopedQuerySet, DatedQuerySet):
    pass


units_reached = Reached()  # besides by county and by themselves
COUNTY_DIGITS = 6


def _units_within(prefixes: Iterable[str]) -> Q:
    """Whole counties by their own lists; a township by who sends to it or stands behind its teams."""
    prefixes = list(prefixes)
    within = [prefix for prefix in prefixes if len(prefix) > COUNTY_DIGITS]
    of_counties = within_prefixes("county_code", [prefix for prefix in prefixes if prefix not in within])
    return of_counties | units_reached.through("place")(within) if within else of_counties


class Unit(Row, Dated, Scoped):
    """A unit that sends or backs. Its code is that of its own level: 省直 units carry the province's."""

    SCOPE = {"place": _units_within, "sender": "pk", "backer": "pk"}
    SEE = SEE_UNITS

    county_code = CodeField("在哪个县的册上", max_length=6, db_index=True)
    place_code = CodeField("所属层级代码", max_length=12)
    name = models.CharField("名称", max_length=80)
    kind = models.CharField("类别", max_length=20, choices=UnitKind.choices, default=UnitKind.OTHER)
    head_name = models.CharField("主要负责人", max_length=40, blank=True)
    deputy_name = models.CharField("分管负责人", max_length=40, blank=True)
    staff_count = models.PositiveIntegerField("在编人数", null=True, blank=True)
    position = models.PositiveIntegerField("排序", default=0)

    objects = UnitQuerySet.as_manager()

    class Meta:
        verbose_name = "单位"
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(
                fields=["county_code", "name"], condition=Q(until__isnull=True), name="unit_name_once"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def sending_level(self) -> str:
        return sending_level(self.place_code)


class UnitAlias(models.Model):
    """Another way the unit is written in files; learnt from confirmed imports."""

    unit = models.ForeignKey(Unit, models.CASCADE, related_name="aliases")
    county_code = CodeField("县", max_length=6)
    name = models.CharField("写法", max_length=80)

    class Meta:
        verbose_name = "单位别名"
        constraints = [models.UniqueConstraint(fields=["county_code", "name"], name="unit_alias_once")]


cadres_reached = Reached()  # besides by county, unit and self


def _by_territory(prefixes: Iterable[str]) -> Q:
    """Whole counties by the cadre's own; smaller territories by where the cadre serves."""
    prefixes = list(prefixes)
    return within_prefixes("county_code", prefixes) | cadres_reached.through("place")(prefixes)


class CadreQuerySet(ScopedQuerySet):
    def named_like(self, text: str) -> "CadreQuerySet":
        return self.filter(person__name__contains=text)


class Cadre(Row, Scoped):
    """干部: a person in the pool or on post, with the facts of the roster (R-DOC-01)."""

    SCOPE = {
        "place": _by_territory,
        "sender": "unit_id",
        "backer": cadres_reached.through("backer"),
        "team": cadres_reached.through("team"),
        "cadre": "pk",
    }
    SEE = SEE
    NAMED_WITH = ("person",)

    person = models.OneToOneField(Person, models.PROTECT, related_name="cadre", verbose_name="自然人")
    county_code = CodeField("县", max_length=6, db_index=True)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="cadres", verbose_name="单位")
    post = models.CharField("职务", max_length=60, blank=True)
    rank = models.CharField("职级", max_length=40, blank=True)
    employment = models.CharField("身份", max_length=20, choices=Employment.choices, blank=True)
    education = models.PositiveSmallIntegerField("学历", choices=Education.choices, null=True, blank=True)
    party_joined_on = models.DateField("入党时间", null=True, blank=True)
    work_started_on = models.DateField("参加工作时间", null=True, blank=True)
    has_rural_experience = models.BooleanField("有农村工作经历", null=True, blank=True)
    rural_months = models.PositiveSmallIntegerField("农村工作月数", null=True, blank=True)
    skills = models.JSONField("专长", default=list, blank=True)  # kinds of lib/skills.py, in the order of the list
    home = models.ForeignKey(Place, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="家在")
    fitness_confirmed_on = models.DateField("单位确认能派驻", null=True, blank=True)  # a yes with a date (R-SEL-08)
    remark = models.CharField("备注", max_length=200, blank=True)

    objects = CadreQuerySet.as_manager()

    class Meta:
        verbose_name = "干部"
        constraints = [
            models.CheckConstraint(
                condition=Q(rural_months__isnull=True)
                | Q(rural_months=0, has_rural_experience=False)
                | Q(rural_months__gt=0, has_rural_experience=True),
                name="cadre_rural_months_agree",
            )
        ]

    def __str__(self) -> str:
        return self.person.name

    @property
    def place_code(self) -> str:
        return self.county_code

    @property
    def lacks_yes(self) -> str:
        """What is said before somebody is posted whom no unit has said to be fit (R-SEL-08); empty of others."""
        return "" if self.fitness_confirmed_on else f"单位还没有确认{self.person.name}能派驻；先请单位确认，再派。"


class UnitSpell(Dated):
    """Which unit a cadre belonged to, when."""

    cadre = models.ForeignKey(Cadre, models.CASCADE, related_name="unit_spells")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "单位履历"
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(fields=["cadre"], condition=Q(until__isnull=True), name="cadre_one_unit"),
        ]


class RuralSpell(Dated):
    """A stretch of work in the countryside. Where there are any, a cadre's `rural_months` is their sum."""

    cadre = models.ForeignKey(Cadre, models.CASCADE, related_name="rural_spells", verbose_name="干部")
    where = models.CharField("在哪里做什么", max_length=60)

    class Meta:
        verbose_name = "农村工作经历"
        constraints = [*Dated.Meta.constraints]
        indexes = [models.Index(fields=["cadre", "since"], name="rural_spell_cadre")]


class KeptApartQuerySet(ScopedQuerySet, DatedQuerySet):
    def pairs(self, county_code: str, day: date) -> set[tuple[int, int]]:
        """Whom formation never puts into one team: keys only, the smaller first."""
        return set(self.as_of(day).filter(county_code=county_code).values_list("one", "other"))


class KeptApart(Row, Dated, Scoped):
    """Two cadres who are not put into one team. No reason is kept, and nobody else than the two officers reads it."""

    SCOPE = {"place": "county_code"}
    SEE = KEEP_APART

    county_code = CodeField("县", max_length=6, db_index=True)
    one = models.ForeignKey(Cadre, models.PROTECT, related_name="+", verbose_name="一人")
    other = models.ForeignKey(Cadre, models.PROTECT, related_name="+", verbose_name="另一人")

    objects = KeptApartQuerySet.as_manager()

    class Meta:
        verbose_name = "不放在一队"
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(fields=["one", "other"], condition=Q(until__isnull=True), name="kept_apart_once"),
            models.CheckConstraint(condition=Q(one__lt=models.F("other")), name="kept_apart_in_order"),
        ]

    def __str__(self) -> str:
        return "不放在一队的两人"

    @property
    def place_code(self) -> str:
        return self.county_code


class ContactQuerySet(ScopedQuerySet, DatedQuerySet):
    pass


class Contact(Row, Dated, Scoped):
    """联系人: whom to ring about a place or at a unit. A name and a number in a list, no person on file, no member.

    `place` is the village, or the township or county where it is known no nearer; `unit` the aid unit they speak for,
    empty where they are of the village itself.
    """

    SCOPE = {"place": "place__code", "sender": "unit", "backer": "unit"}
    SEE = SEE

    place = models.ForeignKey(Place, models.PROTECT, related_name="contacts", verbose_name="点位")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="contacts", verbose_name="单位")
    name = models.CharField("姓名", max_length=40)
    post = models.CharField("职务", max_length=60, blank=True)
    phone = SealedTextField("电话", blank=True, default="")
    phone_tail = models.CharField(max_length=4, blank=True, editable=False)

    objects = ContactQuerySet.as_manager()

    class Meta:
        verbose_name = "联系人"
        constraints = [*Dated.Meta.constraints]
        indexes = [models.Index(fields=["place", "name"], name="contact_place")]

    def __str__(self) -> str:
        return self.name

    @property
    def place_code(self) -> str:
        return self.place.code
