"""本月: everybody sees of it what is theirs, and nothing of a neighbour's (screen G10)."""

from typing import Any

from tests.cast import TODAY, Cast, operator
from zhucun.oversight.prompts import acts as prompts
from zhucun.oversight.review import acts as reviews
from zhucun.oversight.review.models import MonthlyReview
from zhucun.oversight.rhythm.making import make_missing
from zhucun.oversight.tasks import acts as tasks


def test_each_side_sees_its_own_part(cast: Cast, log_in: Any, django_assert_max_num_queries: Any) -> None:
    officer = cast.actor("officer")
    make_missing(cast.county, operator())
    review = MonthlyReview.objects.get(is_of_county=True)
    item = {"text": "走一遍低洼处的户", "due_on": TODAY, "measure": "visits", "at_least": 1}
    prompts.issue(prompts.draft(cast.county, month="2022-07", title="7月提示", items=[item], by=officer), by=officer)
    reviews.say(cast.dongling, month="2022-07", problems="石坪村饮水管老化", by=cast.actor("secretary"))
    due = {"due_on": TODAY}
    tasks.decide(review, what="配一台电脑", owner="unit", unit=cast.archive, **due, by=officer)
    tasks.decide(review, what="拿饮水管方案", owner="township", township=cast.dongling, **due, by=officer)
    with django_assert_max_num_queries(30):
        of_county = log_in("officer").get("/rhythm/").content.decode()

    of_township, of_neighbour, of_unit, of_member = (
        log_in(who).get("/rhythm/").content.decode() for who in ("secretary", "neighbour", "liaison", "member")
    )

    assert all(words in of_county for words in ("0</a> / 2 支", "1</a> 个乡镇", "配一台电脑", "拿饮水管方案"))
    assert "7月11日报了" in of_township
    assert ("拿饮水管方案" in of_township, "配一台电脑" in of_township) == (True, False)
    assert ("拿饮水管方案" in of_neighbour, "还没报" in of_neighbour) == (False, True)
    assert ("配一台电脑" in of_unit, "工作节奏" in of_unit) == (True, False)
    assert ("已记 0 次" in of_member, "会上定的事" in of_member) == (True, False)
