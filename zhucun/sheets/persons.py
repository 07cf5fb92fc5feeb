"""Names, telephone and identity numbers as they stand in cells."""

import re

from zhucun.lib.identity import id_number_problem, masked
from zhucun.lib.names import COMPOUND_SURNAMES, normal_name
from zhucun.lib.phones import MOBILE, normal_phone, phone_problem
from zhucun.sheets.grid import Cell, text_of
from zhucun.sheets.values import BLANK, Kind, Reading, Setting, bare, doubtful, plain, refused

BETWEEN = re.compile(r"[、，,;；/|&]+|\s*\n\s*")
BRACKETS = re.compile(r"[(\[【〔]([^)\]】〕]*)[)\]】〕]")
HANZI = "\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
NAME = re.compile(rf"[{HANZI}·]{{2,}}|[A-Za-z][A-Za-z.' ]+")
MISSING = re.compile(r"[?？□�\ue000-\uf8ff*＊]")
TITLES = ("同志", "先生", "女士")
LONGEST_PLAIN_NAME = 4


# ── names ──


def name() -> Kind:
    """One person a cell; what stands in brackets behind the name is kept as a note."""
    return Kind("name", _read_name, "一人一行，只写姓名", "张三", _looks_like_name)


def names() -> Kind:
    """Several persons a cell, as contacts are written; a tuple."""

    def read(cell: Cell, _setting: Setting) -> Reading:
        found, note = _persons_in(cell)
        problems = [problem for person in found if (problem := _name_problem(person))]
        return refused(problems[0]) if problems else Reading(tuple(found) or None, note=note)

    def looks(found: str) -> bool:
        return all(map(_looks_like_name, BETWEEN.split(found)))

    return Kind("names", read, "姓名，几个人的用顿号隔开", "张三、李四", looks)


def _read_name(cell: Cell, _setting: Setting) -> Reading:
    found, note = _persons_in(cell)
    if not found:
        return BLANK
    if len(found) > 1:
        return refused(f"这一格里有 {len(found)} 个姓名：{'、'.join(found)}。一人一行，请拆开。")
    person = found[0]
    if problem := _name_problem(person):
        return refused(problem)
    if len(person) > LONGEST_PLAIN_NAME + (person[:2] in COMPOUND_SURNAMES) and "·" not in person:
        keep = ("keep", "是一个人的姓名", person)
        return doubtful(
            f"“{person}”有 {len(person)} 个字，是一个人的姓名吗？", "long_name", keep, singly=True, note=note
        )
    return Reading(person, note=note)


def _persons_in(cell: Cell) -> tuple[list[str], str]:
    """(names, what stood in brackets)."""
    found = bare(cell if cell.__class__ is not str else cell.replace("\n", "、"))
    if not found:
        return [], ""
    note = ""
    if "(" in found or "[" in found or "【" in found or "〔" in found:
        note = "、".join(part for part in BRACKETS.findall(found) if part.strip())
        found = BRACKETS.sub(" ", found)
    parts = [person for part in BETWEEN.split(found) for person in _parted_by_blanks(part.strip())]
    return [person for part in parts if (person := _without_title(part))], note


def _without_title(person: str) -> str:
    for title in TITLES:
        if person.endswith(title) and len(person) - len(title) >= 2:
            return person.removesuffix(title)
    return person


def _parted_by_blanks(part: str) -> list[str]:
    """张 三 and 欧阳 岚 are one person, 张三 李四 are two."""
    pieces = part.split()
    if part.isascii():
        return [part] if part else []
    are_several = len(pieces) > 1 and all(len(p) > 1 for p in pieces) and pieces[0] not in COMPOUND_SURNAMES
    return [normal_name(piece) for piece in pieces] if are_several else [normal_name(part)]


def _name_problem(person: str) -> str:
    if MISSING.search(person):
        return f"“{person}”里有缺字，多半是生僻字没有存下来。请补上。"
    if any(character.isdigit() for character in person):
        return f"“{person}”里有数字，不像姓名。"
    if len(person) < 2:
        return f"“{person}”只有一个字，姓名不全。"
    return "" if NAME.fullmatch(person) else f"“{person}”不像姓名。请只写姓名。"


SURNAMES = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪"
    "范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤温康施文牛樊葛邢安齐易乔伍庞颜倪"
    "庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲"
    "房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商"
    "刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝官封谈匡鞠惠荆乐冀郁胥南班储原栗燕楚鄢劳谌奚皮粟冼蔺楼盘满闻位厉伊仝区郜海"
    "阚花权强帅屠豆朴盖练廉禹井祖漆巴丰支卿国狄平计索宣晋相初门云容敬来扈晁芮都普阙浦戈伏鹿薄邸雍辜羊阿乌母裘亓修邰赫杭况"
    "那宿鲜印逯隆茹诺战慕危玉银亢嵇公哈湛宾戎勾茅利于呼居揭干但尉冶斯元束檀衣信展阴昝智幸奉植衡富尧闭由"
)


OTHER_ENDINGS = tuple("村镇乡局委办县市省区院校站所处科室队组员长部社")


def _looks_like_name(found: str) -> bool:
    plain_name = re.sub(r"\s+", "", found)
    has_surname = plain_name[:1] in SURNAMES or plain_name[:2] in COMPOUND_SURNAMES
    is_other = plain_name.endswith(OTHER_ENDINGS)
    return (
        has_surname and not is_other and 2 <= len(plain_name) <= LONGEST_PLAIN_NAME and bool(NAME.fullmatch(plain_name))
    )


# ── telephone numbers ──

NUMBERS_BETWEEN = re.compile(r"[、，,;；/|\n]+|\s{2,}|(?<=\d{11})\s+(?=1\d{10})")
SCIENTIFIC = re.compile(r"\d(?:\.\d+)?[eE]\+?\d+")
MASKED_PHONE = re.compile(r"[\d-]{2,}\*{3,}(\d{0,4})")


def phone() -> Kind:
    """One number; where a cell holds two, it is asked which."""
    return Kind("phone", _read_phone, "手机 11 位，座机写区号", "13900000000", _looks_like_phone, is_distinct=True)


def phones() -> Kind:
    """Several numbers a cell, as contacts are written; a tuple."""

    def read(cell: Cell, _setting: Setting) -> Reading:
        found = _numbers_in(cell)
        problems = [problem for number in found if (problem := phone_problem(number))]
        return refused(problems[0]) if problems else Reading(tuple(map(normal_phone, found)) or None)

    return Kind("phones", read, "电话，几个号码用顿号隔开", "13900000000", _looks_like_phone, is_distinct=True)


def _numbers_in(cell: Cell) -> list[str]:
    if cell.__class__ is int:
        return [str(cell)]
    found = bare(cell.replace("\n", "、") if isinstance(cell, str) else cell).removeprefix('="').removesuffix('"')
    parts = (re.sub(r"^[一-鿿:\s]+(?=\+?\d)", "", part.strip()) for part in NUMBERS_BETWEEN.split(found))
    return list(dict.fromkeys(BRACKETS_WITH_WORDS.sub("", part) for part in parts if part))


BRACKETS_WITH_WORDS = re.compile(r"[(\[【][^)\]】\d]+[)\]】]")  # 13900000000（微信同号）


def _read_phone(cell: Cell, _setting: Setting) -> Reading:
    found = _numbers_in(cell)
    if not found:
        return BLANK
    if hidden_number(cell) is not None:
        return refused(f"“{plain(cell)}”遮了几位，不是册上的号码。请填全号；没有换号的，空着就行。")
    if any(SCIENTIFIC.fullmatch(number) for number in found):
        return refused("号码被表格软件变成了科学计数，后几位已经丢失。请把这一列设成“文本”格式重填。")
    if problem := next((problem for number in found if (problem := phone_problem(number))), None):
        return refused(problem)
    numbers = list(dict.fromkeys(map(normal_phone, found)))
    if len(numbers) == 1:
        return Reading(numbers[0])
    order = ("first", "second", "third", "fourth", "fifth")
    answers = [(key, f"取第 {n} 个", number) for n, (key, number) in enumerate(zip(order, numbers, strict=False), 1)]
    return doubtful(f"这一格里有 {len(numbers)} 个号码：{'、'.join(numbers)}。", "several_numbers", *answers)


def hidden_number(cell: Cell) -> str | None:
    """The digits behind the stars of 139****0000, as an export writes it (R-DAT-04); None for a number in full."""
    found = MASKED_PHONE.fullmatch(bare(cell))
    return found[1] if found else None


def _looks_like_phone(found: str) -> bool:
    return bool(MOBILE.fullmatch(found)) or (len(found) >= 11 and any(map(MOBILE.fullmatch, _numbers_in(found))))


# ── identity numbers ──


def id_number() -> Kind:
    """GB 11643 with its check digit. What is quoted of it is the last four characters (R-DAT-04)."""
    return Kind(
        "id_number", _read_id_number, "18 位，末位可为 X", "", _looks_like_id, shows=_shown_id, is_distinct=True
    )


def _shown_id(cell: Cell) -> str:
    found = text_of(cell)
    return masked(found) if len(found) > 4 else found


def _read_id_number(cell: Cell, _setting: Setting) -> Reading:
    if isinstance(cell, float) or (isinstance(cell, int) and len(str(cell)) > 15):
        return refused("证件号被表格软件当成了数字，末几位已经变成 0。请把这一列设成“文本”格式重填。")
    found = re.sub(r"[\s\-]+", "", bare(cell)).upper().removeprefix('="').removesuffix('"')
    if not found:
        return BLANK
    if SCIENTIFIC.fullmatch(found):
        return refused("证件号被表格软件变成了科学计数，后几位已经丢失。请把这一列设成“文本”格式重填。")
    if is_hidden_id(cell):
        return refused("证件号遮了几位，不能用来认人。请填全号，或空着。")
    if re.fullmatch(r"\d{15}", found):
        return refused("这是 15 位的旧证号，请填 18 位的新号。")
    problem = id_number_problem(found)
    return refused(problem) if problem else Reading(found)


def is_hidden_id(cell: Cell) -> bool:
    return "*" in plain(cell)


def _looks_like_id(found: str) -> bool:
    return bool(re.fullmatch(r"\d{17}[\dXx]|\d{6}\*{4,}\w{2,4}", found))
