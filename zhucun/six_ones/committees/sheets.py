"""The columns of 村“两委”名册, brought in as it stands, and of a renewal, which is the whole new committee."""

from zhucun.org.people import sheets as people
from zhucun.org.places.sheets import PLACE, PLACE_NAME, PLACE_SYNONYMS, REMARK, TOWNSHIP
from zhucun.sheets.columns import Column, Sheet
from zhucun.sheets.dates import day
from zhucun.sheets.kinds import KindSignature, Sign, register_kind
from zhucun.sheets.persons import name, phone
from zhucun.sheets.values import several, yes_no

POST_LABELS = {
    "party.secretary": "书记",
    "party.deputy": "副书记",
    "party.member": "支委",
    "village.director": "主任",
    "village.deputy": "副主任",
    "village.member": "村委",
}
POST_WORDS = {
    **dict.fromkeys(
        ("村书记", "村支书", "支书", "村党支部书记", "党支部书记", "党总支书记", "支部书记", "党组织书记", "总支书记"),
        "party.secretary",
    ),
    **dict.fromkeys(("党支部副书记", "支部副书记", "党总支副书记", "村副书记", "副支书"), "party.deputy"),
    **dict.fromkeys(
        ("支部委员", "党支部委员", "党总支委员", "支委委员", "支委会委员", "组织委员", "宣传委员", "纪检委员"),
        "party.member",
    ),
    **dict.fromkeys(("村主任", "村委会主任", "村委主任", "居委会主任", "村民委员会主任"), "village.director"),
    **dict.fromkeys(("村委会副主任", "村委副主任", "居委会副主任", "村副主任"), "village.deputy"),
    **dict.fromkeys(("村委委员", "村委会委员", "居委会委员", "委员"), "village.member"),
}
POSTS = several(POST_LABELS, POST_WORDS, "村里的职务", around=("村", "社区"))
POST_COLUMN = ("两委职务", "村两委职务", "村“两委”职务", "村内职务", "班子职务", "村干部职务")
RENEWED = ("换届日期", "换届当选日期", "当选日期", "选举日期", "换届时间", "当选时间")
PARTY_MEMBER = yes_no(yes=("中共党员", "党员", "预备党员", "中共预备党员"), no=("群众", "非党员", "共青团员", "团员"))
PERSONS = Sign("姓名", ("姓名", "名字", "村干部姓名", "干部姓名"))

ABOUT = (
    TOWNSHIP,
    Column("place", PLACE.label, PLACE_NAME, PLACE_SYNONYMS, is_required=True, repeats=True, width=16),
    Column("name", "姓名", name(), ("名字", "村干部姓名", "干部姓名"), is_required=True, width=10),
    Column("posts", POST_COLUMN[0], POSTS, (*POST_COLUMN[1:], "职务", "现任职务"), is_required=True, width=16),
    people.SEX_COLUMN,
    people.BIRTH_MONTH,
    people.EDUCATION_COLUMN,
    Column("is_party_member", "党员", PARTY_MEMBER, ("政治面貌", "是否党员", "中共党员"), width=8),
    Column(
        "is_returned_talent",
        "引回的能人",
        yes_no(),
        ("是否引回能人", "能人回村", "返乡能人", "外出务工经商能人", "回引人才", "返乡人员", "是否返乡能人"),
        width=10,
    ),
)
COMMITTEES = Sheet(
    "committees",
    "村“两委”干部名册",
    (
        *ABOUT,
        Column(
            "since",
            "到任日期",
            day(whole_months=True),
            ("到任", "任职时间", "任职日期", "任现职时间"),
            is_required=True,
            width=12,
        ),
        Column("last_day", "离任日期", day(), ("离任", "卸任日期", "免职日期"), width=12),
        REMARK,
    ),
    note="一人一行；书记兼主任的写“书记、主任”。不写身份证号、电话。",
)
RENEWAL = Sheet(
    "committee_renewal",
    "村“两委”换届名册",
    (
        *ABOUT,
        Column("on", RENEWED[0], day(), RENEWED[1:], is_required=True, width=12),
        Column(
            "phone",
            "书记电话",
            phone(),
            ("书记手机", "联系电话", "手机号", "电话"),
            width=14,
            help="只写书记的，用来开账号，不留在名册里",
        ),
        REMARK,
    ),
    note="一个村写全新班子的每一个人：名册里原来有、这里没有的，从换届日期起离任。",
)
POST_SIGN = Sign("两委职务", POST_COLUMN)
TITLES = ("两委", "“两委”", "村干部", "村级班子", "村班子")
COMMITTEES_KIND = register_kind(
    KindSignature(
        "committees",
        "村“两委”干部名册",
        needs=(PERSONS, POST_SIGN),
        speaks_for=(Sign("到任日期", ("到任日期",)), Sign("引回的能人", ("引回的能人", "返乡能人"))),
        speaks_against=(Sign("换届名册", RENEWED),),
        title_words=TITLES,
        title_serves_for=("两委职务",),
        sheet=COMMITTEES,
        ledger="村“两委”名册",
    )
)
RENEWAL_KIND = register_kind(
    KindSignature(
        "committee_renewal",
        "村“两委”换届名册",
        needs=(PERSONS, POST_SIGN, Sign("换届日期", RENEWED)),
        title_words=("换届",),
        title_serves_for=("两委职务",),
        sheet=RENEWAL,
        ledger="村“两委”名册",
    )
)
