"""Reads any wording and names what may not be asked: check-in, rankings of persons, scores for time online, compulsory
photos and tracks (R-BUR-01 to 04). Pure: what it is given is text, what it answers are faults.

A word that says no ("不要求打卡", "拍照选填") is no fault; check-in is allowed where 应急值守 runs, and only there.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True)
class Kind:
    """One thing that may not be asked, by the words that ask it, and what to write in its place."""

    key: str
    label: str
    rule: str
    instead: str
    words: re.Pattern[str]
    spares_emergency: bool = False

    @property
    def sentence(self) -> str:
        return f"{self.label}不行。{self.instead}"


@dataclass(frozen=True)
class Fault:
    """What was found in a text: the kind of thing, and the words."""

    kind: Kind
    words: str

    @property
    def sentence(self) -> str:
        return f"“{self.words}”：{self.kind.sentence}"


def _of(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(patterns))


ORDERED = "必须|必填|务必|一律|强制|应当|须|要求|每[日天周月次人户]"
TAKEN = "照片|拍照|图片|截图|视频|录像|轨迹|定位|位置"
SENT = "上传|上报|报送|提交|交|发|传|留"
PERSONS = "队员|第一书记|队长|干部|个人|人员|驻村人"

KINDS = (
    Kind(
        "check_in",
        "要人打卡、定时签到",
        "R-BUR-01",
        "在村不用报，有变动才说；要知道在不在，就去看。",
        _of(
            "打卡|钉钉签到|刷脸|人脸识别|指纹考勤|电子围栏|定位签到|点名签到",
            r"(?:每[日天周]|早晚|上下班|按时|定时).{0,6}签到",
            r"签到.{0,4}(?:率|次数|天数|积分)",
            r"(?:不|未|没有?|漏|缺)(?:打卡|签到).{0,6}(?:扣|视为|通报|约谈|缺勤|旷工)",
        ),
        spares_emergency=True,
    ),
    Kind(
        "ranking",
        "给人排名次",
        "R-BUR-01",
        "写哪件事没办、差在哪里，不写谁第几。",
        _of(
            rf"(?:{PERSONS}).{{0,12}}(?:排名|排行|排队|名次|末位|倒数|红黑榜|龙虎榜)",
            rf"(?:排名|排行|名次|末位|倒数|红黑榜|龙虎榜).{{0,8}}(?:{PERSONS})",
            "排行榜|积分榜|光荣榜上的名次|末位淘汰|末位约谈|按得分排序|晒排名|通报排名",
            r"积分.{0,4}(?:排名|兑换|管理|制)",
        ),
    ),
    Kind(
        "duration",
        "按在线、学习、登录的时长次数打分",
        "R-BUR-02",
        "看办成了什么，问村里的人。",
        _of(
            r"(?:在线|使用|登录|登陆|活跃|浏览|阅读|学习|停留).{0,3}(?:时长|次数|频次|天数).{0,10}"
            r"(?:分|考核|评|通报|达标|不少于|不低于)",
            r"(?:按|以|看|将).{0,4}(?:在线|登录|学习|活跃).{0,3}(?:时长|次数|天数|率)",
            r"活跃(?:度|率)|日活|在线率|登录率|安装率|下载率|注册率|关注率|点赞|转发.{0,4}(?:数|量|次)|学习强国.{0,4}积分",
            r"(?:必须|务必|要求|每[日天]).{0,4}(?:登录|登陆|下载|安装|注册|关注)",
        ),
    ),
    Kind(
        "photo",
        "硬要照片、视频、轨迹",
        "R-BUR-02",
        "写明选填；拍不拍都算数。",
        _of(
            rf"(?:{ORDERED}).{{0,10}}(?:{TAKEN})",
            rf"(?:{SENT}).{{0,8}}(?:照片|图片|截图|视频|录像|轨迹|定位).{{0,6}}(?:为准|为凭|佐证|不少于|张以上|才算|方可)",
            rf"(?:{SENT})(?:工作|现场|走访|入户|驻村)?(?:照片|截图|视频|轨迹|定位)",
            r"(?:照片|截图|视频|轨迹|定位).{0,4}(?:不少于|至少|必填|必传|打卡)",
            r"没有?(?:照片|截图|轨迹|定位).{0,4}(?:不算|视为|不予|扣)",
        ),
    ),
)
NO = re.compile(r"不|无须|无需|没有|禁止|严禁|避免|取消|停止|停用|免|勿|杜绝|反对|防止|(?<![识特级区分])别")
NO_WITHIN = re.compile(r"不(?!少于|低于|算|予|打卡|签到)")  # 队员不排名; 不少于 and 不算 ask all the more
CHOICE = re.compile(r"选填|自愿|可以|可传|也算|随意|不强制")
EMERGENCY = re.compile("应急值守|应急响应")
SENTENCE, CLAUSE = "。；！？\n", "，：。；！？\n"  # 、 goes on with what was said no to


def faults(text: str) -> list[Fault]:
    """What a text asks that may not be asked, each kind once."""
    return [fault for kind in KINDS if (fault := _first(kind, text))]


def _first(kind: Kind, text: str) -> Fault | None:
    found = (match for match in kind.words.finditer(text) if _is_meant(kind, text, match))
    return next((Fault(kind, match.group()) for match in found), None)


def _is_meant(kind: Kind, text: str, match: re.Match[str]) -> bool:
    """The words stand in a sentence that asks for them."""
    before = text[_begins(text, match, CLAUSE) : match.start()]
    if NO.search(before) or NO_WITHIN.search(match.group()):
        return False
    sentence = text[_begins(text, match, SENTENCE) : _ends(text, match)]
    return not (CHOICE.search(sentence) or (kind.spares_emergency and EMERGENCY.search(sentence)))


def _begins(text: str, match: re.Match[str], stops: str) -> int:
    return max(text.rfind(stop, 0, match.start()) for stop in stops) + 1


def _ends(text: str, match: re.Match[str]) -> int:
    return min((at for stop in SENTENCE if (at := text.find(stop, match.end())) >= 0), default=len(text))


PHOTO = next(kind for kind in KINDS if kind.key == "photo")
FILES = re.compile("照片|图片|拍|截图|视频|录像|录音|轨迹|定位|位置")


def field_faults(label: str, hint: str, *, is_required: bool) -> Iterator[Fault]:
    """A form's field: by its words, and a photo that cannot be left out."""
    yield from faults(f"{label}。{hint}")
    if is_required and FILES.search(label):
        yield Fault(PHOTO, f"{label}（必填）")
