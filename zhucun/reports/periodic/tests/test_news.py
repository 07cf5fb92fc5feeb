"""The county's news of 11 July 2022, from its template: the counts of the public report, in words of its own."""

from datetime import date

from tests.demo import Demo
from zhucun.reports.periodic.composing import Asked, composed, resolved
from zhucun.reports.periodic.periods import of_day
from zhucun.reports.periodic.template import templates

TOLD = (
    *("119个脱贫村", "38个乡村振兴重点帮扶村", "16个示范创建村", "27个易地搬迁集中安置点", "166支", "496名队员"),
    *("未满40周岁的213人", "有农村工作经历的338人", "调整撤换3人", "增派2人"),
    *("线上业务培训4期", "线下培训班2期", "2851人次", "70名驻村干部"),
    *("6个管驻村的文件", "整改交办函9期", "督查通报2期", "通报问责38人次", "主要负责人6人次", "19名队员"),
    *("提拔8人次", "进一步使用6人次", "职级晋升22人次", "职称晋级22人次"),
    *("782人进了村“两委”", "652人", "977人", "问题1496件", "规划产业项目432项", "已完成167项", "动工206项"),
    *("产业86个", "213场乡贤座谈会", "意见建议1126条", "引回能人113人", "3925名党员干部", "11654户群众", "494名队员"),
)


def test_the_news_tells_the_counts_of_the_public_report(demo: Demo) -> None:
    """R-LOG-06; what the report rounds (300余, 4500余万) is told as the ledgers have it."""
    asked = Asked(demo.actor("county_officer"), demo.code, of_day(date(2022, 7, 11)))

    text, said = resolved(composed(templates()["news"], asked).text, asked)

    assert [one for one in TOLD if one not in text] == []
    assert [text[one.start : one.end] for one in said] == [one.words for one in said]
