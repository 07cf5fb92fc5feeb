"""The county's six rule documents: two bear the names of the public report, all bodies are invented."""

from dataclasses import dataclass, field
from datetime import date

OFFICE, DEPARTMENT, COMMITTEE = "中共青岭县委农村工作领导小组", "中共青岭县委组织部", "中共青岭县委办公室"


@dataclass(frozen=True)
class Document:
    """`sets` names, by the mark of a sentence, the policy values that it sets."""

    title: str
    issuer: str
    number: str
    issued_on: date
    since: date
    text: str
    asked_of: str = ""
    sets: dict[str, tuple[str, ...]] = field(default_factory=dict)


MANAGEMENT = """\
第一章 总则
第一条 为管好用好驻村第一书记和工作队，根据上级有关规定，结合本县实际，制定本办法。
第二条 县驻村办监管、乡镇（街道）主管、派出单位跟踪管理，三方各负其责。
第二章 选派和调整
第三条 脱贫村、乡村振兴重点帮扶村、示范创建村和易地搬迁安置点应派尽派，每队不少于 3 人，任期两年。
第四条 有人离队，派出单位在 15 天内派人接替，只增不减。
第三章 日常管理
第五条 驻村干部每月在村不少于 20 天，每年不少于 200 天。休息日在村值班的，报了才算。
第六条 在村不用天天报，有变动才说；月底本人看过一遍，村里、乡镇核对，乡镇核定后锁定。
第七条 请假 1 天以内队长批，3 天以内乡镇党委书记批，再长的按规定逐级批；队里不能没有人。
第八条 每周记一笔民情日记，一句话也算；照片选填。
第四章 考核和激励
第九条 一周一督查、一月一调度、一季一考核、年终算总账，看办成了什么，问村里的人。
第十条 第一季度考核为“一般”的，由乡镇和派出单位双约谈；不能胜任的召回。
第十一条 县财政每年安排第一书记工作经费 1 万元，派出单位每年给工作队不少于 1 万元。
第五章 附则
第十二条 本办法自 2021 年 7 月 1 日起施行。"""

SIX_ONES = """\
第一条 各工作队以“六个一”为抓手，建强一个班子、办成一批实事、发展一批产业、引回一批能人、织密一张网络、弘扬一股新风。
第二条 建强一个班子：帮村“两委”补短板、带队伍，引回外出务工经商能人进班子。
第三条 办成一批实事：每队每年定不超过 10 件任务，写明哪天办成、谁来验收，在村里张榜。
第四条 发展一批产业：一村一规划，写明品种、时间、钱从哪里来、带多少户。
第五条 引回一批能人：每年开乡贤座谈会，意见一条条有答复。
第六条 织密一张网络：党员联系户到人，走访记一笔，不另建台账。
第七条 弘扬一股新风：建立“一约四会”和乡村振兴月列会，村事村议。
第八条 成效由县驻村办从记录里汇总，不要村里另外报表。"""

ATTENDANCE = """\
第一条 驻村干部的在村情况，工作日在村不用报，公务离村、培训、轮休、请假才说。
第二条 休息日和法定节假日不算在村，值班的除外；休息日村里至少留 1 人。
第三条 月底后 3 个工作日内村里核对，6 个工作日内乡镇核定；次月 10 日前县里出通报，写事不排名。
第四条 年休假、事假、病假按规定的档批；全队都要离村的，县里写明理由才放行。
第五条 电话里先准了的，回来 2 天内补单。
第六条 应急响应启动后可以开应急值守，一次不超过 7 天，每天报一次平安；没报的不进考核。"""

DUTIES = """\
第一条 派出单位是选派管理的第一责任人，每年听派驻情况汇报不少于 2 次，主要负责人每年到村不少于 1 次。
第二条 乡镇（街道）党委书记每季与每名驻村干部谈心不少于 1 次，每月与各队开会不少于 1 次。
第三条 县驻村办每周督查、每月调度、每季考核，通报写清问题和时限。
第四条 派出单位给工作队的经费、队员的人身意外伤害保险和健康体检按时到位，没到位的在首页写明。
第五条 单位的人要换，先商县驻村办，接替的人到了再走。"""

CONDUCT = """\
第一条 “四不两直”督查每月不超过规定的次数，直接到村看、问群众，不看台账多少。
第二条 督查出来的问题发整改交办函，写明事实、时限和谁来验收；现场再看过才销号。
第三条 挂名不出征、出工不出力、作风不实的，先问清再谈，情节严重的约谈、召回。
第四条 不许用打卡、积分、传照片轨迹的办法管人，不许给驻村干部排名次。"""

CARE = """\
第一条 驻村期间的生活、交通、通讯补贴按核定的在村天数发。
第二条 每年给驻村干部办人身意外伤害保险，体检一次。
第三条 任期考核优秀、群众认可的，按“四个一批”的办法宣传推介、表彰奖励、提拔使用。
第四条 家里有事、身体有恙的，派出单位上门看望；批假从宽。"""

DOCUMENTS = (
    Document(
        "青岭县乡村振兴第一书记和工作队管理办法",
        COMMITTEE,
        "青办发〔2021〕11号",
        date(2021, 6, 18),
        date(2021, 7, 1),
        MANAGEMENT,
        "units",
        {
            "第三条": ("places.must_cover", "selection.min_members", "selection.term_months"),
            "第四条": ("selection.vacancy_days",),
            "第五条": ("attendance.min_days_per_month", "attendance.min_days_per_year", "attendance.rest_days"),
            "第七条": ("leave.tiers", "leave.everyone_away"),
        },
    ),
    Document(
        "青岭县驻村帮扶抓党建促乡村振兴“六个一”活动实施方案",
        DEPARTMENT,
        "青组发〔2021〕9号",
        date(2021, 8, 9),
        date(2021, 8, 9),
        SIX_ONES,
        sets={"第三条": ("promises.most",)},
    ),
    Document(
        "青岭县驻村干部考勤和请销假办法",
        DEPARTMENT,
        "青组发〔2021〕12号",
        date(2021, 8, 23),
        date(2021, 9, 1),
        ATTENDANCE,
        "members",
        {
            "第二条": ("attendance.rest_days", "attendance.weekend_rota_min"),
            "第三条": (
                "attendance.village_confirm_days",
                "attendance.township_verify_days",
                "attendance.circular_day",
            ),
            "第四条": ("leave.tiers", "leave.kinds", "leave.everyone_away"),
            "第五条": ("leave.written_after_phone_days",),
            "第六条": ("emergency.max_days",),
        },
    ),
    Document(
        "青岭县驻村帮扶三方责任清单",
        OFFICE,
        "青农领发〔2021〕6号",
        date(2021, 9, 13),
        date(2021, 9, 13),
        DUTIES,
        "units",
        {
            "第一条": ("duties.unit_hearings_per_year", "duties.head_visits_per_year"),
            "第二条": ("duties.talks_per_quarter", "duties.township_meetings_per_month"),
        },
    ),
    Document(
        "青岭县驻村帮扶督查和约谈召回办法",
        OFFICE,
        "青农领发〔2022〕2号",
        date(2022, 2, 28),
        date(2022, 3, 1),
        CONDUCT,
        sets={"第三条": ("recall.replacement_days",)},
    ),
    Document(
        "青岭县驻村干部关心关爱若干措施",
        DEPARTMENT,
        "青组发〔2022〕4号",
        date(2022, 3, 21),
        date(2022, 3, 21),
        CARE,
    ),
)
