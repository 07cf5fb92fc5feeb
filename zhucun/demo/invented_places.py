"""Places of the invented county: townships with their points on the sketch, villages, resettlement sites, categories.

The names are made up; a test checks that none is that of a real place of the county whose totals are borrowed.
Nine short names occur in two or three townships, as they do in real counties.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import chain

from zhucun.demo.invented import Dice, Place, Tagging

COUNTY, COUNTY_NAME = "990126", "青岭县"
ABOVE = {"99": "云泽省", "9901": "云岭市"}
YAO_TOWNSHIPS = "990126201", "990126202"
TAGGED_ON, TAG_BASIS = date(2021, 4, 30), "青乡振组〔2021〕3号"

KINDS = {"L": "lifted_from_poverty", "K": "key_assistance", "D": "demonstration"}
DECK = {"L": 101, "K": 23, "D": 12}  # what the leading villages leave of 119, 38 and 16
SITE_NAMES = (
    "桃源 长乐 新安 康宁 和顺 兴安 惠民 春晖 福安 安和 和乐 同心 锦绣 祥和 "
    "怡安 安泰 康乐 新苑 顺安 永宁 泰和 宁馨 向荣 绿荫 安康 明珠 富康"
)

# Its branch was found weak in July; a first secretary is owed (R-SEL-02) and not there yet. It has none of the four
# categories of the report, so that these stay fully covered: 200 pairs on 184 places.
UNCOVERED = "白沙镇水鸭滩村"
WEAK_ON, WEAK_BASIS, WEAK_COUNT = date(2022, 7, 4), "青组通〔2022〕19号", 6
MATCHING = {"weak_collective_economy": 24, "hard_to_govern": 10, "industry_village": 32, "tourism_resources": 14}


@dataclass(frozen=True)
class Township:
    """`leading` are the categories of its first villages; of the others, chance picks which are under a category."""

    code: str
    name: str
    point: tuple[int, int]
    leading: str
    tagged: int
    sites: int
    communities: str
    villages: str

    @property
    def village_names(self) -> dict[str, str]:
        """Code → name of the villages, in order."""
        return {f"{self.code}{number}": f"{name}村" for number, name in enumerate(self.villages.split(), start=201)}

    def code_of(self, full_name: str) -> str | None:
        """The code of a village by the township's name and its own: 石桥镇上坪村."""
        return next((code for code, name in self.village_names.items() if self.name + name == full_name), None)


# fmt: off
TOWNSHIPS = (
    Township("990126001", "明德街道", (450, 325), "D", 3, 1, "明德门 育贤 崇礼",
             "杨湾 西垅 土纸坊 北溪 黄垌 三岔溪 青铺 "
             "燕寨 下坝 社公庙 石洲 西塘 虎湾 石家坳"),
    Township("990126002", "文澜街道", (540, 490), "LD", 3, 3, "文澜 书院街 桂花园",
             "罗坪 东滩 金垌 虎塘 下垅 枫湾 烟叶坪 "
             "清岭 大树脚 夏家湾 下滩 东桥 石笋坪"),
    Township("990126003", "望江街道", (640, 350), "LD", 3, 2, "望江楼 码头",
             "长堤 青桥 铁桥 下坳 沙冲 穿山坳 荷溪 "
             "白石脚 石坳 木桥边 老虎岩 水口庙 后坝"),
    Township("990126101", "东岭镇", (110, 235), "LK D", 10, 2, "东岭正街",
             "石坪 柳溪 麻铺 桐坳 石背 杨滩 鹅溪 上源 金田 青塘 熊家冲 黄洲 "
             "老井 月亮湾 虾公塘 枫冲 覃家垅 生姜坪 杉树坳 鹅寨 老田 芦苇滩 鹿冲 银杏坪"),
    Township("990126102", "西河镇", (120, 460), "L", 9, 1, "西河圩",
             "河湾 白水 松溪 油冲 何家坝 泉洲 秦家坪 双坪 画眉坳 棕叶坪 中溪 "
             "麻洲 豆腐桥 九曲溪 鹅冲 东井 鹿溪 李子坪 石源 双湾 双桅坝 中冲"),
    Township("990126103", "青禾镇", (340, 470), "LK", 9, 1, "青禾正街",
             "青塘 铁坝 南垌 井头 大井 白寨 炭窑冲 梅坪 鹅公坝 野猪坳 双田 竹溪 "
             "白面坳 啄木岭 东铺 盐铺坳 燕口 松塘 莲滩 老垌 麻雀岭 新洲 歇马坪"),
    Township("990126104", "云台镇", (570, 215), "LK", 11, 2, "",
             "枫木冲 打石岗 红坳 桃溪 龚家坪 砖屋场 青坪 酒坊湾 竹坝 十里铺 燕子垅 清坳 "
             "听泉坳 雪山脚 后冲 大垅 染布潭 新桥 柳源 沙林 桃滩 鹅坝 向家坪 新湾"),
    Township("990126105", "石桥镇", (270, 310), "LK", 9, 2, "石桥圩",
             "上坪 老林 油菜垅 红源 茶亭坳 柿树湾 鹿滩 桃花坝 竹垅 天鹅塘 水磨坊 泉湾 "
             "中垌 麻垌 竹坳 竹冲 新垅 西岭 杨坪 四方井 后寨 东风垅 桐洲"),
    Township("990126106", "柳溪镇", (395, 135), "LK", 8, 1, "",
             "茶园 新源 苦竹冲 程家坝 碾子湾 日照岭 雨花坳 黄土坝 花桥边 风雨桥 罗源 "
             "石板桥 虎形坳 八角亭 杨背 麻冲 布谷坳 石坎上 七里冲 古樟下 黄岭 柳洲"),
    Township("990126107", "枫林镇", (430, 640), "LK", 8, 1, "",
             "樟树下 卢家坝 前坪 铁口 丁家坪 古湾 长冲 洗马塘 油坝 中坳 杨溪 "
             "石蛙溪 梅塘 农家湾 燕井 松湾 莲井 黄溪 斑竹园 獭子塘 罗背"),
    Township("990126108", "清源镇", (770, 405), "LK", 8, 1, "清源正街",
             "铁炉 麻滩 廖家湾 黄塘 梨子园 荷叶塘 五马岗 新桥 石岭 罗垌 石井 "
             "蜂桶岩 樟湾 金鸡垅 小坝 土地坪 糯稻田 长园 清园 青冲 高桥 小寨"),
    Township("990126109", "白沙镇", (545, 80), "LK", 8, 1, "",
             "黄泥塘 桂寨 杨坝 松寨 南风坪 石塘 长垅 孟家坳 杨寨 莲子垅 桐寨 "
             "北田 石鼓 蒋家垅 水鸭滩 楠竹坳 凉亭坳 沙源 燕冲 望夫岭 观音坳"),
    Township("990126110", "太和镇", (620, 645), "LK", 8, 1, "太和圩",
             "大湾 白竹冲 花岩下 云雾坪 莲垅 枫垌 文家坝 油溪 白坪 黄坪 老坪 "
             "水碓边 麻溪 羊角垒 樟岭 金湾 白铺 北风岭 荞麦坪 金塘 朝阳坝 西风坳"),
    Township("990126111", "双江镇", (250, 105), "LK", 8, 2, "",
             "李家湾 大湾 吴家坪 小江口 烧瓦坪 紫竹坪 北湾 罗湾 油榨铺 严家垅 辣椒洲 "
             "东坳 西滩 北铺 桃口 田螺坝 虎寨 桂口 放牛坪 泉坝 大铺 荷田"),
    Township("990126112", "南岭镇", (740, 570), "LK", 8, 1, "",
             "石鼓 麻塘 龙井坳 白溪 金林 潘家垅 竹篙坝 黑石垅 松桥 松垌 "
             "鹅林 泉桥 清井 鹰嘴岩 梅田 莲源 上背 马鞍坪 粟米冲 小林"),
    Township("990126113", "龙潭镇", (255, 620), "LK", 9, 2, "龙潭圩",
             "白水 鹿垅 高粱坡 喜鹊坪 中塘 罗桥 双桥头 罗家坪 西寨 老塘 大江背 "
             "螺蛳塘 枫垅 油垅 箬叶冲 半边街 白鹭洲 摆渡口 半山坳 老坝 杨桥 泉溪"),
    Township("990126114", "新圩镇", (690, 115), "LK", 8, 1, "新圩正街",
             "井头 燕洲 松鼠坪 前源 泥鳅冲 古桥 荷源 莫家冲 杜家冲 大湾 上湾 "
             "雷公岭 风车坳 红土坡 红薯垅 渡船埠 西坝 易家湾 桃井 荷坪 蓝靛坳"),
    Township("990126115", "大坪镇", (880, 280), "K", 8, 1, "",
             "长冲 竹铺 燕岭 罗口 莲田 上坪 铁冲 鹿井 饮马溪 牛栏坪 麻湾 "
             "上冲 油铺 莲园 高溪 江背岭 筒车坝 望月坪 中坝 大田垅 红铺"),
    Township("990126201", "九岭瑶族乡", (900, 460), "LK", 10, 1, "",
             "牛角岭 麂子冲 赵家坪 桂田 六合坪 蚌壳洲 鹿角溪 瓦窑坪 茶园 "
             "河口上 霜降坪 奉家坳 韦家坳 鲤鱼垅 鸭婆塘 下冲 铁匠铺 盘家冲"),
    Township("990126202", "桐坪瑶族乡", (845, 160), "L", 9, 0, "",
             "新桥 竹鸡冲 油茶坳 邓家垅 泉源 冯家冲 虎田 背阴冲 青滩 "
             "青口 东塘 老溪 竹田 小垌 长田 板栗冲 青石垅 沈家湾"),
)
# fmt: on


def invent_places(dice: Dice) -> tuple[tuple[Place, ...], tuple[Tagging, ...]]:
    """All places, each after its parent, and the categories they hold on 11 July 2022."""
    under_category = {township: _chosen_villages(township, dice) for township in TOWNSHIPS}
    sites = _sites(under_category)
    places = [place for township in TOWNSHIPS for place in _places_of(township)]
    uncovered = next(code for township in TOWNSHIPS if (code := township.code_of(UNCOVERED)))
    villages = [code for codes in under_category.values() for code in codes]
    tags = [*_categories(under_category, sites, dice), *_later_categories(villages, uncovered, dice)]
    return (*places, *sites), tuple(tags)


def codes_by_full_name(places: Iterable[Place]) -> dict[str, str]:
    """石桥镇上坪村 → its code, for everything below the townships; a name alone may occur twice."""
    towns = {township.code: township.name for township in TOWNSHIPS}
    return {f"{towns[place.code[:9]]}{place.name}": place.code for place in places if place.code not in towns}


def _places_of(township: Township) -> list[Place]:
    code, (x, y) = township.code, township.point
    communities = enumerate(township.communities.split(), start=1)
    return [
        Place(code, township.name, "township", COUNTY, x, y),
        *(Place(f"{code}{number:03}", f"{name}社区", "community", code) for number, name in communities),
        *(Place(village, name, "village", code) for village, name in township.village_names.items()),
    ]


def _chosen_villages(township: Township, dice: Dice) -> list[str]:
    """The villages under one of the four categories: the leading ones and as many others as the township has."""
    villages = list(township.village_names)
    count = len(township.leading.split())
    free = [code for code in villages[count:] if code != township.code_of(UNCOVERED)]
    return sorted([*villages[:count], *dice.shuffled(free)[: township.tagged - count]])


def _sites(under_category: dict[Township, list[str]]) -> list[Place]:
    """Resettlement sites hang on their community or village with a local two-digit suffix."""
    names = iter(SITE_NAMES.split())
    return [site for township, villages in under_category.items() for site in _sites_of(township, villages, names)]


def _sites_of(township: Township, villages: list[str], names: Iterator[str]) -> list[Place]:
    """The communities take one each, the second village under a category the rest."""
    hosts = [f"{township.code}{number:03}" for number in range(1, len(township.communities.split()) + 1)]
    held = [hosts[n] if n < len(hosts) else villages[1] for n in range(township.sites)]
    suffixes = [held[: n + 1].count(host) for n, host in enumerate(held)]
    return [
        Place(f"{host}{suffix:02}", f"{next(names)}安置点", "site", host)
        for host, suffix in zip(held, suffixes, strict=True)
    ]


def _categories(under_category: dict[Township, list[str]], sites: list[Place], dice: Dice) -> list[Tagging]:
    """The four categories of the report: 119, 38, 16 and 27 pairs; sixteen villages hold two."""
    deck = iter(dice.shuffled([kind for kind, count in DECK.items() for _ in range(count)]))
    held = [
        (code, kinds)
        for township, codes in under_category.items()
        for code, kinds in zip(codes, chain(township.leading.split(), deck), strict=False)
    ]
    of_villages = [Tagging(code, KINDS[kind], TAGGED_ON, TAG_BASIS) for code, kinds in held for kind in kinds]
    return [*of_villages, *(Tagging(site.code, "resettlement", TAGGED_ON, TAG_BASIS) for site in sites)]


def _later_categories(villages: list[str], uncovered: str, dice: Dice) -> list[Tagging]:
    """Weak branches, one of them uncovered, and what matching a unit to a village goes by (R-SEL-10)."""
    weak = [*dice.shuffled(villages)[: WEAK_COUNT - 1], uncovered]
    found_weak = [Tagging(code, "weak_party_branch", WEAK_ON, WEAK_BASIS) for code in weak]
    matched = [
        Tagging(code, tag, TAGGED_ON, TAG_BASIS)
        for tag, count in MATCHING.items()
        for code in dice.shuffled(villages)[:count]
    ]
    return [*found_weak, *matched]
