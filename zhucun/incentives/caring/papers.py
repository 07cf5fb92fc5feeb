"""保障提醒函: what a unit still owes, as a letter (R-CARE-11)."""

from zhucun.acts.actor import Actor
from zhucun.incentives.caring.models import BenefitReminder
from zhucun.org.places.models import CountyOffice
from zhucun.papers.letter import Letter, Paragraph
from zhucun.papers.wording import day_in_words

REMINDER = "保障提醒函"


def letter_of(row: BenefitReminder, actor: Actor) -> Letter:
    """Sums only: whose allowance it is stands on the unit's own page, not in a letter that passes hands (R-DAT-05)."""
    return Letter(
        sender=CountyOffice.objects.get(county__code=row.county_code).name,
        recipient=row.unit.name,
        title="关于兑现驻村干部和工作队保障的函",
        paragraphs=(
            Paragraph(
                f"按照驻村帮扶有关规定，到{day_in_words(row.reminded_on)}，你单位{row.year}年度还有以下没有到位："
            ),
            *(Paragraph(f"{sentence}；") for sentence in row.sentences[:-1]),
            Paragraph(f"{row.sentences[-1]}。"),
            Paragraph(
                f"请在{day_in_words(row.due_on)}以前办好，在系统里登记，不用另报材料；已经办了的，登记一下就行。"
            ),
        ),
        signed_on=row.reminded_on,
        is_demo=actor.is_demo,
    )
