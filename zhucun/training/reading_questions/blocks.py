"""Where each question begins: by its number at the head of a line, or within one where the next number is due. Pure."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from zhucun.training.reading_questions.drafts import FILL_IN, MULTIPLE, SHORT, SINGLE, TRUE_FALSE

CHOICE = "choice"  # one of them or several: the key will say
WORDS = (
    (MULTIPLE, r"多选|多選|多项选择|多項選擇|不定项|不定項"),
    (SINGLE, r"单选|單選|单项选择|單項選擇"),
    (TRUE_FALSE, r"判断|判斷|是非题|是非題"),
    (FILL_IN, r"填空"),
    (SHORT, r"简答|簡答|问答|問答|论述|論述|名词解释|案例分析"),
    (CHOICE, r"选择题|選擇題"),
)
HEAD = re.compile(r"^\s*(?:第?[一二三四五六七八九十]+(?:部分)?\s*[、.:：]|[#*]*)\s*(?P<title>\S.{0,60})$")
KEYS_FOLLOW = re.compile(
    r"^\s*(?:[一二三四五六七八九十]+、)?[【\[]?\s*(?:参考|標準|标准|試題|试题)?答案(?:[与及和]解析)?\s*[】\]]?\s*[:：]?\s*$"
)
AT_LINE = re.compile(
    r"^\s*(?:第\s*)?[(（]?(?P<n>\d{1,4})\s*(?:题|題)?\s*[.、:：)）](?!\d)|^\s*(?P<m>\d{1,4})[.、](?=\d{4}\s*年)|^\s*第\s*(?P<o>\d{1,4})\s*[题題]"
)
INSIDE = re.compile(r"(?P<run>\d{1,9})\s*[.、](?!\d)")
ENDED = re.compile(r"(?:^|[\s。？！?!；;)）】])$")
IN_ANSWER = re.compile(r"答案\s*[:：][^\n]*$")
A = re.compile(r"^\s*[(（]?A\s*[.、:：)）]")
BELONGS = re.compile(
    r"^\s*(?:[(（]?[A-Ja-j]\s*[.、:：)）]|[【\[]?(?:正确|参考|标准)?(?:答案|解析|出处|难度|知识点)\s*[】\]:：])"
)
POINTS = "答案里的小点和题号分不清，看看断得对不对"
OPEN_EXPLANATION = re.compile(r"解析\s*[】\]]?\s*[:：]?\s*$|解析\s*[】\]]?\s*[:：]\s*\n\s*1[.、][^\n]*$")
AGAIN = "题号重复了，看看断得对不对"
NO_NUMBER = "原件没有题号，是按答案和选项断开的"
LOST_NUMBER = "这里有一题没有题号，看看断得对不对"
FURTHEST = 40  # a number so much higher than the one before is none of a question


@dataclass(frozen=True)
class Block:
    """The text of one question. `part` counts the parts of the sheet, since numbers begin anew in each."""

    number: int
    part: int
    kind: str
    text: str
    doubts: tuple[str, ...] = ()


def _number(found: re.Match[str]) -> int:
    return int(found["n"] or found["m"] or found["o"])


def kind_named(text: str) -> str:
    return next((kind for kind, words in WORDS if re.search(words, text)), "")


@dataclass
class Splitter:
    """Goes through the lines once and knows which number is due."""

    kind: str = ""
    part: int = 0
    last: int = 0
    inner: int = 0
    is_fresh: bool = True  # no question of this part yet
    is_bracketed: bool | None = None  # how the first question is numbered: (1) or 1.
    unsure: tuple[str, ...] = ()  # of the question that is about to begin
    coming: int = 0  # the number at the head of the next line that has one
    blocks: list[Block] = field(default_factory=list)

    def read(self, line: str, coming: int) -> None:
        self.coming = coming
        if not self._is_head(line):
            self._line(line)

    def _is_head(self, line: str) -> bool:
        """一、单选题（每题 2 分）: a part begins. Of a title nothing more is taken than the kind it names."""
        found = HEAD.match(line)
        title = found["title"] if found else ""
        kind = kind_named(title)
        named = kind and re.search(r"[题題]", title) and not AT_LINE.match(line) and "答案" not in title
        if not named or re.search(r"\d\s*[.、](?!\d)", title):
            return False
        self.kind, self.part, self.is_fresh, self.last, self.inner = kind, self.part + 1, True, 0, 0
        return True

    def _line(self, line: str) -> None:
        found = AT_LINE.match(line)
        bracketed = line.lstrip()[:1] in ("(", "（")
        fits = found and self.is_bracketed in (None, bracketed)
        if found and fits and self._begins(number := _number(found)):
            self.is_bracketed = bracketed
            self._open(number, line[found.end() :])
        else:
            self._rest(line)

    def _begins(self, number: int) -> bool:
        """Whether a number at the head of a line is a question's, or that of a point within an answer."""
        if self.is_fresh:
            return number <= FURTHEST or not self.blocks
        if number == 1 and self._is_whole():
            self.part += 1
            return True
        if number == self.last and self._is_whole():
            self.unsure = (AGAIN,)
            return True
        if number <= self.last or number > self.last + FURTHEST:
            self.inner = number if number in (1, self.inner + 1) else self.inner
            return False
        if self.inner and number == self.inner + 1:
            return self._point_or_question(number)
        return True

    def _point_or_question(self, number: int) -> bool:
        if number != self.last + 1 or number == self.coming:
            self.inner = number
            return False
        before = self.blocks[-1]
        self.blocks[-1] = replace(before, doubts=(*before.doubts, POINTS))
        self.unsure = (POINTS,)
        return True

    def _is_whole(self) -> bool:
        """The one before had its options or its key, so that a 1 begins a new part."""
        kind, text = self.blocks[-1].kind, self.blocks[-1].text
        if OPEN_EXPLANATION.search(text):
            return False
        return kind != SHORT and bool(re.search(r"(?:^|\s)B\s*[.、]|答案\s*[:：]|[(（]\s*[√×]\s*[)）]", text))

    def _open(self, number: int, text: str) -> None:
        self.last, self.inner, self.is_fresh = number, 0, False
        self.blocks.append(Block(number, self.part, self.kind, "", self.unsure))
        self.unsure = ()
        self._rest(text)

    def _rest(self, line: str) -> None:
        """More of the question that is open, unless the next one begins in the middle of the line."""
        for found in INSIDE.finditer(line):
            number = 1 if self.is_fresh else self.last + 1
            if glued := self._due(found["run"], number, line[: found.start()]):
                self._take(line[: found.start()] + found["run"][: -len(str(number))], glued)
                self._open(number, line[found.end() :])
                return
        self._take(line, "")

    def _due(self, run: str, number: int, before: str) -> str:
        """Empty where no question begins; else "clean", or what is to be said of a number glued to a key."""
        due = str(number)
        if self.coming == number:
            return ""
        if self.is_fresh and not self.blocks and run == due:
            self.kind = self.kind or kind_named(before)
            return "clean"
        if self.is_fresh or not self.blocks:
            return ""
        in_answer = IN_ANSWER.search(before)
        if run == due and ((ENDED.search(before) and before.strip()) or in_answer):
            return "clean"
        if in_answer and run.endswith(due) and run != due:
            return f"答案和下一题的题号连在一起（{run}），拆成“{run[: -len(due)]}”和第 {due} 题"
        return ""

    def _take(self, text: str, said: str) -> None:
        if not self.blocks or self.is_fresh:
            return
        now = self.blocks[-1]
        doubts = (*now.doubts, said) if said not in ("", "clean") else now.doubts
        self.blocks[-1] = replace(now, text=f"{now.text}\n{text}" if now.text else text, doubts=doubts)


def blocks_of(lines: Sequence[str]) -> list[Block]:
    splitter = Splitter()
    for line, coming in zip(lines, _coming(lines), strict=True):
        splitter.read(line, coming)
    whole = [one for one in splitter.blocks if one.text.strip()] or _without_numbers(lines)
    return [part for one in whole for part in _apart(one)]


def _coming(lines: Sequence[str]) -> list[int]:
    """For each line the number at the head of the next line that has one."""
    found, number = [], 0
    for line in reversed(lines):
        found.append(number)
        if begun := AT_LINE.match(line):
            number = _number(begun)
    return found[::-1]


def _without_numbers(lines: Sequence[str]) -> list[Block]:
    """A question begins where options and keys are over and a line comes that is neither."""
    texts: list[list[str]] = []
    is_over = True
    for line in filter(str.strip, lines):
        belongs = bool(BELONGS.match(line))
        if is_over and not belongs:
            texts.append([])
        if texts:
            texts[-1].append(line)
        is_over = belongs
    told = [text for text in texts if any(map(BELONGS.match, text))]
    return [Block(at, 0, "", "\n".join(text), (NO_NUMBER,)) for at, text in enumerate(told, start=1)]


def _apart(block: Block) -> list[Block]:
    """Two questions in one, because the second has lost its number: options begin anew after a key or a B."""
    lines = block.text.split("\n")
    again = next((at for at in range(2, len(lines)) if A.match(lines[at]) and _is_over(lines[:at])), 0)
    if not again or not (stem := _stem_before(lines, again)):
        return [block]
    first = replace(block, text="\n".join(lines[:stem]), doubts=(*block.doubts, LOST_NUMBER))
    rest = replace(block, number=0, text=AT_LINE.sub("", "\n".join(lines[stem:])), doubts=(LOST_NUMBER,))
    return [first, *_apart(rest)]


def _is_over(lines: Sequence[str]) -> bool:
    return any(map(A.match, lines)) and any(BELONGS.match(line) and not A.match(line) for line in lines)


def _stem_before(lines: Sequence[str], at: int) -> int:
    stem = next((n for n in range(at - 1, 0, -1) if lines[n].strip()), 0)
    return 0 if BELONGS.match(lines[stem]) else stem


def cut_keys(lines: Sequence[str]) -> tuple[list[str], list[str]]:
    """The questions, and the keys that stand together at the end of the sheet."""
    for at, line in enumerate(lines):
        if at > 1 and KEYS_FOLLOW.match(line) and not any(map(_has_options, lines[at:])):
            return list(lines[:at]), list(lines[at + 1 :])
    return list(lines), []


def _has_options(line: str) -> bool:
    return bool(re.search(r"^\s*A\s*[.、].*\S", line))


def missing(blocks: Sequence[Block]) -> Iterator[str]:
    """Numbers the sheet goes past."""
    for one, following in zip(blocks, blocks[1:], strict=False):
        if one.part == following.part and following.number > one.number + 1:
            gone = range(one.number + 1, following.number)
            named = f"第 {gone[0]} 题" if len(gone) == 1 else f"第 {gone[0]} 到 {gone[-1]} 题"
            yield f"{named}没有：第 {one.number} 题后面就是第 {following.number} 题"
