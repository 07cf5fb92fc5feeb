"""Names of invented people: surnames of the region, given names by generation and sex, none borne by two people."""

from zhucun.demo.invented import Dice

COMMON_SURNAMES = """
    李 李 李 李 王 王 王 唐 唐 唐 蒋 蒋 蒋 周 周 刘 刘 刘 陈 陈 黄 黄 张 张 杨 杨 邓 邓 何 何 欧阳 欧阳 郑 骆 柏
    胡 罗 谢 廖 雷 石 潘 吴 程 田 曾 彭 肖 宋 夏 谭 赵
"""
RARE_SURNAMES = "乐 龙 熊 秦 卢 文 易 向 尹 单 仇 解 任 华 区 尉迟 盘 盘 奉 冯 沈"
YAO_SURNAMES = "盘 盘 盘 奉 奉 赵 赵 邓 冯 沈 李"  # of the two 瑶族乡
RARE = 15  # per cent

# Until which year of birth, names of men, names of women.
GENERATIONS = (
    (
        1974,
        """
        国平 建华 德全 满堂 元生 友林 孝先 树生 春生 冬生 长庚 家富 祖旺 明德 光荣 先贵 永贵 文斌 志雄 国柱 立群
        正清 忠良 兴旺 仁杰 福生 云生 石养 金生 土生 贤才 万良 运来 大为 有田 开明 克俭 爱民 卫国
        新民 学文 习武 玉成
        """,
        """
        爱兰 秀梅 小英 翠云 细妹 玉兰 桂英 菊香 春兰 冬梅 月娥 秋香 凤英 金莲 美玉 素珍 满姑 运香 银花 桂花 小妹
        竹青
        """,
    ),
    (
        1989,
        """
        明远 志远 建平 永红 少卿 立新 建军 海波 伟 斌 辉 磊 涛 剑锋 志刚 文武 晓东 海涛
        云峰 立志 向阳 光明 爱军 卫东 志勇 国栋 家栋 俊 凯 亮 平 峰 成 路 新华 长河 思远
        """,
        """
        静 敏 芳 丽 燕 红 霞 艳 娟 玲 萍 丽华 晓燕 海燕 小红 丽娟 爱萍 文静 慧 琴 雪梅 春燕 玉霞 岚 云 菊英 秀云
        """,
    ),
    (
        9999,
        """
        宇航 子豪 浩然 思源 天佑 俊杰 嘉伟 一鸣 文轩 博文 泽宇 伟杰 志豪 俊峰 鑫 阳 帆 翔 博 宇 航 旭东 嘉豪
        启航 承志 振宇 昊 睿 明轩 家俊 少华 志鹏 鹏飞 凌云 远航 立言
        """,
        """
        雨晴 小满 晓雯 巧 小敏 婷 倩 思琪 雅婷 雪 欣怡 佳慧 梦瑶 诗雨 晓彤 丹 颖 璐 嘉欣 文婷 思敏 依依 可欣
        小禾 念慈 一诺
        """,
    ),
)


class Registry:
    """Gives out names and telephone numbers, each once. All numbers of the demo begin with 199 0000."""

    def __init__(self, dice: Dice, taken: set[str]) -> None:
        self._dice = dice
        self._taken = set(taken)
        self._numbers = iter(dice.shuffled(list(range(10_000))))

    def name(self, sex: str, year_of_birth: int, *, is_yao: bool = False) -> str:
        men, women = next(names for last, *names in GENERATIONS if year_of_birth <= last)
        given = (men if sex == "male" else women).split()
        while True:
            name = self._surname(is_yao) + self._dice.pick(given)
            if name not in self._taken:
                self._taken.add(name)
                return name

    def _surname(self, is_yao: bool) -> str:
        others = RARE_SURNAMES if self._dice.chance(RARE) else COMMON_SURNAMES
        return self._dice.pick((YAO_SURNAMES if is_yao else others).split())

    def phone(self) -> str:
        return f"1990000{next(self._numbers):04}"
