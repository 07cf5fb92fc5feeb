"""What may not be graded by: app use, photos, articles, praise, likes, study hours, counts of papers (R-ASS-14)."""

import re
from collections.abc import Iterable, Iterator

from zhucun.acts.refused import Refused
from zhucun.oversight.schemes.rules import Leaf
from zhucun.policy.burden import linter

INSTEAD = "看办成了什么、人在不在、群众怎么说。"
PAPERS = "会议|文件|台账|日志|笔记|记录|简报|材料|总结|表格"
FORBIDDEN = (
    (
        "看用没用软件、在线多久",
        "登录|登陆|在线|活跃|安装|下载|注册|打卡|签到|APP|app|小程序|公众号|平台使用|使用率",
    ),
    ("看照片、视频多少", "照片|拍照|图片|截图|视频|轨迹|定位|留痕"),
    ("看报道、稿件多少", "报道|稿件|宣传稿|信息报送|刊发|刊登|媒体|上稿|简报|信息采用|信息条数"),
    ("看领导批示、肯定", "批示|领导肯定|领导表扬|领导点赞"),
    ("看点赞、转发、关注", "点赞|转发|关注数|粉丝|阅读量|浏览"),
    ("看学习时长、积分", "学习(?:时长|时间|小时|学时|积分|强国)|学时|答题积分|在线学习"),
    ("看会议、文件、日志多少", f"(?:{PAPERS})[^，。；]{{0,4}}(?:多少|数)|篇数|份数|字数"),
)
NO = re.compile(r"不(?:看|计|算|以|按|得|许|准)|严禁|禁止")


def faults(text: str) -> Iterator[str]:
    """Sentences about a wording, none where it says that something is not looked at."""
    clauses = [clause for clause in re.split("[。；，,;]", text) if not NO.search(clause)]
    for label, words in FORBIDDEN:
        if match := next((found for clause in clauses if (found := re.search(words, clause))), None):
            yield f"“{match.group()}”不能当考核项目：不能{label}。{INSTEAD}"
    for fault in linter.faults(text):
        yield fault.sentence


def must_be_fair(leaves: Iterable[Leaf]) -> None:
    """Raises Refused for the first wording that grades by what may not be graded by."""
    for leaf in leaves:
        for text in (leaf.block, leaf.name, leaf.standard):
            if found := next(faults(text), None):
                raise Refused(f"“{leaf.name}”：{found}", field="indicators", rule="R-ASS-14")
