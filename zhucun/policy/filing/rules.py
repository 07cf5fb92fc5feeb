"""Permissions, and what there is to settle: the list of docs/operations.md, in the words of the county."""

from django.db.models import TextChoices

from zhucun.acts.permissions import permission

SEE = permission("filing.see", "看上线备案")
KEEP = permission("filing.keep", "登记上线备案")


class Item(TextChoices):
    APPROVED = "approved", "县里批准立项，乡镇、村和单位不再另建一套"
    ASKED = "asked", "问过网信部门带手机页面的算不算政务移动应用，有书面答复"
    FILED = "filed", "要备案的，上线前向网信部门备好案；变更、关停也要备案"
    ONE_ENTRY = "one_entry", "没有别的系统、别的表格再要同样的内容"
    NO_PUNCH = "no_punch", "县里的通知不要求打卡、积分、传照片轨迹，导出的表不做排名"
    NO_QUOTA = "no_quota", "不下下载、登录指标；不用手机的交纸件，由人代录"
    FEEDBACK = "feedback", "大家知道意见建议在哪里提，有人按期答复"


RULES = {
    Item.APPROVED: "R-BUR-03",
    Item.ASKED: "R-BUR-03",
    Item.FILED: "R-BUR-03",
    Item.ONE_ENTRY: "R-BUR-05",
    Item.NO_PUNCH: "R-BUR-01、R-BUR-02",
    Item.NO_QUOTA: "R-BUR-04",
    Item.FEEDBACK: "R-BUR-06",
}
