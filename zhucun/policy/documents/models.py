"""RuleDocument with its versions and their sentences; DocumentReceipt: who was asked to have read one, and when."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery

from zhucun.acts.actor import Actor
from zhucun.acts.rows import CodeField, Row
from zhucun.acts.scope import NOTHING, Scoped, ScopedQuerySet
from zhucun.org.people.models import Cadre, Unit
from zhucun.policy.documents.rules import SEE, AskedOf


class RuleDocumentQuerySet(ScopedQuerySet):
    def readable_by(self, actor: Actor) -> Self:
        """Whoever is bound by it may read it, beside one's reach."""
        own = Q(county_code=actor.county_code) if actor.may(SEE) else NOTHING
        return self.filter(own) | self.visible_to(actor, SEE)

    def in_force(self, day: date) -> Self:
        begun = self.filter(versions__since__lte=day).filter(Q(repealed_on__isnull=True) | Q(repealed_on__gt=day))
        return begun.distinct()


class RuleDocument(Row, Scoped):
    SCOPE = {"place": "county_code"}
    SEE = SEE

    county_code = CodeField("县", max_length=6)
    title = models.CharField("名称", max_length=120)
    issuer = models.CharField("发文机关", max_length=80)
    asked_of = models.CharField("要谁签收", max_length=10, choices=AskedOf.choices, blank=True)
    repealed_on = models.DateField("哪天起废止", null=True)
    repeal_basis = models.CharField("废止依据", max_length=120, blank=True)

    objects = RuleDocumentQuerySet.as_manager()

    class Meta:
        verbose_name = "制度文件"
        constraints = [
            models.UniqueConstraint(
                fields=["county_code", "title"], condition=Q(repealed_on__isnull=True), name="document_title_once"
            )
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def place_code(self) -> str:
        return self.county_code

    def version_on(self, day: date) -> "DocumentVersion | None":
        return max((v for v in self.versions.all() if v.since <= day), key=lambda v: v.since, default=None)


class DocumentVersion(Row, Scoped):
    """The body as issued; what a correction of a slip changed is in the log."""

    SCOPE = {"place": "document__county_code"}
    SEE = SEE

    document = models.ForeignKey(RuleDocument, models.PROTECT, related_name="versions", verbose_name="制度文件")
    number = models.CharField("文号", max_length=60)
    issued_on = models.DateField("印发日期")
    since = models.DateField("施行日期")
    text = models.TextField("正文")
    published_by = models.CharField("谁发布的", max_length=80)
    published_at = models.DateTimeField("发布时间")

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = "制度文件的一版"
        constraints = [
            models.UniqueConstraint(fields=["document", "since"], name="document_version_once"),
            models.CheckConstraint(condition=Q(since__gte=F("issued_on")), name="document_issued_before_in_force"),
        ]

    def __str__(self) -> str:
        return f"{self.document}（{self.number}）"

    @property
    def place_code(self) -> str:
        return self.document.county_code


class RuleSentenceQuerySet(ScopedQuerySet):
    def in_force(self, documents: QuerySet, day: date) -> Self:
        """Of the latest version that has begun of each of these documents."""
        begun = DocumentVersion.objects.filter(document=OuterRef("edition__document"), since__lte=day)
        latest = Subquery(begun.order_by("-since").values("pk")[:1])
        return self.filter(edition=latest, edition__document__in=documents)


class RuleSentence(Row, Scoped):
    """One numbered sentence of a version, and the policy values it sets."""

    SCOPE = {"place": "edition__document__county_code"}
    SEE = SEE

    edition = models.ForeignKey(DocumentVersion, models.CASCADE, related_name="sentences", verbose_name="哪一版")
    position = models.PositiveSmallIntegerField("第几句")
    mark = models.CharField("条号", max_length=12, blank=True)
    text = models.TextField("内容")
    keys = models.JSONField("定了哪些参数", default=list)

    objects = RuleSentenceQuerySet.as_manager()

    class Meta:
        verbose_name = "制度的一条"
        constraints = [models.UniqueConstraint(fields=["edition", "position"], name="rule_sentence_once")]

    def __str__(self) -> str:
        return f"{self.mark}{self.text}"

    @property
    def place_code(self) -> str:
        return self.edition.document.county_code

    @property
    def is_heading(self) -> bool:
        return self.mark.endswith(("章", "节"))


class DocumentReceiptQuerySet(ScopedQuerySet):
    def unread(self) -> Self:
        return self.filter(read_on__isnull=True)

    def with_names(self) -> Self:
        return self.select_related("unit", "cadre__person", "edition__document")

    def counted(self) -> dict[int, tuple[int, int]]:
        """Version → (how many have read it, of how many)."""
        found: QuerySet = self.order_by().values_list("edition").annotate(read=Count("read_on"), n=Count("pk"))
        return {edition: (read, n) for edition, read, n in found}


class DocumentReceipt(Row, Scoped):
    """Of a unit or of a person, with the day; on paper where somebody else entered it."""

    SCOPE = {"place": "place_code", "sender": "unit", "backer": "unit", "cadre": "cadre"}
    SEE = SEE

    edition = models.ForeignKey(DocumentVersion, models.PROTECT, related_name="receipts", verbose_name="哪一版")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="receipts", verbose_name="单位")
    cadre = models.ForeignKey(Cadre, models.PROTECT, null=True, related_name="receipts", verbose_name="干部")
    place_code = CodeField("地点代码", max_length=14)
    asked_on = models.DateField("哪天要签收的")
    read_on = models.DateField("签收日期", null=True)
    entered_by = models.CharField("谁登记", max_length=80, blank=True)
    is_on_paper = models.BooleanField("纸上签的", default=False)

    objects = DocumentReceiptQuerySet.as_manager()

    class Meta:
        verbose_name = "制度签收"
        constraints = [
            models.CheckConstraint(
                condition=Q(unit__isnull=True, cadre__isnull=False) | Q(unit__isnull=False, cadre__isnull=True),
                name="receipt_of_one",
            ),
            models.UniqueConstraint(
                fields=["edition", "unit"], condition=Q(unit__isnull=False), name="receipt_unit_once"
            ),
            models.UniqueConstraint(
                fields=["edition", "cadre"], condition=Q(cadre__isnull=False), name="receipt_cadre_once"
            ),
            models.CheckConstraint(
                condition=Q(read_on__isnull=True, entered_by="") | Q(read_on__isnull=False) & ~Q(entered_by=""),
                name="receipt_read_by_and_on",
            ),
        ]
        indexes = [models.Index(fields=["cadre"], condition=Q(read_on__isnull=True), name="receipt_waits_cadre")]

    def __str__(self) -> str:
        return self.who

    @property
    def who(self) -> str:
        return self.unit.name if self.unit else self.cadre.person.name
