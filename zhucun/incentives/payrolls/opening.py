"""建账: what people were given before the county began here."""

from zhucun.dispatch.opening.slots import Slot, slot
from zhucun.incentives.benefits.models import AccidentInsurance, BenefitPayment, HealthCheck
from zhucun.incentives.payrolls.sheets import CHECKS, COVERS, PAYMENTS

SLOTS = (
    (PAYMENTS, "发过的补助，一笔对一张凭证；还欠什么从这里算。", "笔", BenefitPayment),
    (COVERS, "谁保到哪天；没有保的、快到期的从这里算。", "份", AccidentInsurance),
    (CHECKS, "谁体检了、哪天；结果不收。", "人次", HealthCheck),
)
for order, (sheet, note, unit, model) in enumerate(SLOTS, start=86):
    slot(Slot(sheet.key, sheet.title, note, unit, lambda by, m=model: m.objects.visible_to(by).standing(), order,
              "incentives:benefits"))  # fmt: skip
