"""Taking options apart, however they are lined up: one a line, all in one, glued, small letters, no marks. Pure."""

import re
from dataclasses import dataclass

from zhucun.training.reading_questions.drafts import LETTERS
from zhucun.training.reading_questions.lines import one_line

MARKED = re.compile(r"(?<![A-Za-z])(?:[(（]\s*(?P<p>[A-Ja-j])\s*[)）]|(?P<l>[A-Ja-j])\s*(?P<sign>[.、:：)）]))")
GLUED = re.compile(r"(?:\s|[^\x00-\x7f])(?:[A-J]\s*[.．、]|[08lO]\s*[.．](?!\d))\s*\S")
FEWEST_UNMARKED = 3  # "A4 纸" and "B 超" in one sentence are no options
RIGHT = re.compile(r"\s*[(（【\[]\s*(?:正确答案|正確答案|正确|正確|√|✓)\s*[)）】\]]|\s*[√✓]\s*$")


@dataclass(frozen=True)
class Options:
    """Texts by their letters, where they began, which were marked as right, and what is not certain."""

    stem: str
    letters: str = ""
    texts: tuple[str, ...] = ()
    right: str = ""
    doubts: tuple[str, ...] = ()


def options_of(body: str) -> Options:
    marks = _marked(body)
    weak = False
    if len(marks) < 2:
        marks, weak = _unmarked(body), True
    if len(marks) < (FEWEST_UNMARKED if weak else 2):
        return Options(body)
    return _cut(body, marks, weak)


Signed = tuple[str, int, int, str]  # with the sign behind it
Mark = tuple[str, int, int]  # letter, where it begins, where its text begins


def _marked(body: str) -> list[Mark]:
    """A and, each time, the next letter that comes; a letter nobody finds is left out and said."""
    found = [(_letter(m), m.start(), m.end(), m["sign"] or "(") for m in MARKED.finditer(body)]
    starts = [at for at, mark in enumerate(found) if mark[0] == "A"]
    runs = [_run(found, at) for at in starts]
    best = max(runs, key=lambda run: (len(run), len({sign for *_, sign in run}) == 1, run[0][1]), default=[])
    return _with_unmarked(body, [(letter, start, end) for letter, start, end, _ in best])


def _letter(found: re.Match[str]) -> str:
    return (found["p"] or found["l"]).upper()


def _run(found: list[Signed], at: int) -> list[Signed]:
    """The same sign as A's first; "维生素A、B族" is no option where the options have dots."""
    run = [found[at]]
    rest = found[at + 1 :]
    while following := _next(run, rest):
        run.append(following)
        rest = [mark for mark in rest if mark[1] > following[1]]
    return run


def _next(run: list[Signed], rest: list[Signed]) -> Signed | None:
    due = chr(ord(run[-1][0]) + 1)
    same = next((mark for mark in rest if mark[0] == due and mark[3] == run[0][3]), None)
    other = next((mark for mark in rest if mark[0] == due), None)
    later = next((mark for mark in rest if due < mark[0] <= chr(ord(due) + 1) and mark[3] == run[0][3]), None)
    return same or other or later


def _with_unmarked(body: str, run: list[Mark]) -> list[Mark]:
    """A letter between two that are marked may stand without its sign: "A.甲 B乙 C.丙"."""
    made: list[Mark] = run[:1]
    for mark in run[1:]:
        gap = ord(mark[0]) - ord(made[-1][0])
        if gap > 1 and (found := _bare(body, chr(ord(mark[0]) - 1), made[-1][2], mark[1])):
            made.append(found)
        made.append(mark)
    return made


def _bare(body: str, letter: str, since: int, until: int) -> Mark | None:
    found = re.search(rf"(?<=[\s;；]){letter}(?=[^\sA-Za-z])", body[since:until], re.IGNORECASE)
    return (letter, since + found.start(), since + found.end()) if found else None


def _unmarked(body: str) -> list[Mark]:
    """A8 b10 c12 d14: letters in their order with nothing after them. The last A from which most letters follow."""
    heads = list(re.finditer(r"(?<![A-Za-z0-9])[Aa](?= {0,3}[^\sA-Za-z.、:：)）])", body))
    runs = [_bare_run(body, head) for head in heads]
    return max(runs, key=len, default=[])


def _bare_run(body: str, head: re.Match[str]) -> list[Mark]:
    run: list[Mark] = [("A", head.start(), head.end())]
    for letter in LETTERS[1:]:
        found = re.compile(rf"(?<![A-Za-z]){letter}(?= {{0,3}}[^\sA-Za-z])", re.IGNORECASE).search(body, run[-1][2] + 1)
        if not found:
            break
        run.append((letter, found.start(), found.end()))
    return run


def _cut(body: str, marks: list[Mark], weak: bool) -> Options:
    ends = [start for _, start, _ in marks[1:]] + [len(body)]
    told = [body[begin:end] for (_, _, begin), end in zip(marks, ends, strict=True)]
    letters = "".join(letter for letter, _, _ in marks)
    right = "".join(letter for letter, text in zip(letters, told, strict=True) if RIGHT.search(text.strip()))
    texts = tuple(one_line(RIGHT.sub("", text)).rstrip(" ;；|") for text in told)
    return Options(body[: marks[0][1]], letters, texts, right, tuple(_doubts(letters, texts, weak)))


def _doubts(letters: str, texts: tuple[str, ...], weak: bool) -> list[str]:
    said = []
    if weak:
        said.append("选项字母后面没有标点，按字母的次序拆开，看看拆得对不对")
    if gone := [one for one in LETTERS[: LETTERS.index(letters[-1])] if one not in letters]:
        said.append(f"选项里没有 {'、'.join(gone)}，可能和别的选项粘在一起了")
    if empty := [letter for letter, text in zip(letters, texts, strict=True) if not text]:
        said.append(f"选项 {'、'.join(empty)} 是空的")
    if glued := [letter for letter, text in zip(letters, texts, strict=True) if GLUED.search(text)]:
        said.append(f"选项 {'、'.join(glued)} 里像是还粘着一个选项")
    if len(set(texts)) < len(texts):
        said.append("有两个选项写得一样")
    return said
