"""From the text of a sheet to drafts: blocks, then of each block its options, its key and what is doubtful. Pure."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from zhucun.training.reading_questions import keys
from zhucun.training.reading_questions.blocks import CHOICE, Block, blocks_of, cut_keys, kind_named, missing
from zhucun.training.reading_questions.contradicting import contradictions, truth_contradicts
from zhucun.training.reading_questions.drafts import (
    CHOSEN,
    FILL_IN,
    MULTIPLE,
    SHORT,
    SINGLE,
    TRUE_FALSE,
    TRUE_FALSE_OPTIONS,
    Draft,
    Found,
)
from zhucun.training.reading_questions.keys import Said
from zhucun.training.reading_questions.labels import Labelled, labelled
from zhucun.training.reading_questions.lines import damage, one_line, regular
from zhucun.training.reading_questions.options import Options, options_of

KIND_MARK = re.compile(
    r"[(（\[【]\s*(?P<told>[^()（）\[\]【】]{0,4}(?:选|選|判断|判斷|填空|简答|簡答|问答|論述|论述)[^()（）\[\]【】]{0,4})\s*[)）\]】]"
)
KIND_BEFORE = re.compile(r"^\s*(?P<told>(?:单|單|多)(?:项|項)?(?:选|選)(?:择|擇)?|判断|判斷|填空|简答)[题題]?\s*[:：]")
BLANK = re.compile(r"_{2,}|[(（][ _]{3,}[)）]|(?<=\S) {3,}(?=\S)")
FILLED = re.compile(r"_+\s*([^_\s][^_\n]{0,40}?)\s*_+")
OPTION_MARKS = re.compile(r"(?:^|\s)A\s*[.、].*\sB\s*[.、]")
POINT = re.compile(r"[(（]?(\d)[)）.、]\s*")
DIFFICULTIES = (("hard", "难難高"), ("medium", "中"), ("easy", "易低简簡"))
NO_KEY, SHORT_KEY = "原件里没有答案", "简答题的参考答案没有写"


@dataclass(frozen=True)
class Parsed:
    """A block taken apart, before the whole sheet has been looked at."""

    block: Block
    told: Labelled
    options: Options
    kind: str  # as the sheet says, or empty
    said: tuple[Said, ...]
    in_stem: tuple[re.Match[str], ...] = ()
    bare: str = ""


def read_text(text: str) -> Found:
    """Every question of a sheet. What is not certain is in its doubts; what the sheet goes past, in the notes."""
    parsed, told = _taken_apart(regular(text))
    from_end, notes = _from_end(parsed, told)
    habit = _puts_keys_in_stems(parsed)
    drafts = [_draft(one, from_end.get(at), habit) for at, one in enumerate(parsed)]
    notes = [*missing([one.block for one in parsed]), *notes]
    return Found([one for one in drafts if one.stem or one.options], notes)


def _taken_apart(lines: list[str]) -> tuple[list[Parsed], list[tuple[int, str]]]:
    """Questions, and the keys at the end, if what stands there are keys of most of them."""
    above, below = cut_keys(lines)
    blocks, told = blocks_of(above), keys.keys_at_end(below)
    if below and 2 * len(told) < len(blocks):
        blocks, told = blocks_of(lines), []
    return [_parsed(block) for block in blocks], told


def _parsed(block: Block) -> Parsed:
    kind, text = _kind_told(block)
    told = labelled(text)
    has_options = kind not in (FILL_IN, SHORT) or re.search(r"^\s*A[.、]", told.body, re.MULTILINE)
    options = options_of(told.body) if has_options else Options(told.body)
    said = [keys.read_key(one, options.letters, options.texts) for one in told.keys if one.strip()]
    if options.right:
        said.append(Said(letters=options.right))
    stem = options.stem.strip()
    bare = keys.AT_END.search(stem) if options.letters else None
    if not options.letters and not told.keys and (mark := keys.TRUTH_AT_END.search(stem)):
        said.append(keys.read_key(mark["said"], "", ()))
        options = Options(stem[: mark.start()].strip())
    return Parsed(
        block, told, options, kind, tuple(said), tuple(keys.in_stem(stem)), bare["said"].upper() if bare else ""
    )


def _kind_told(block: Block) -> tuple[str, str]:
    """（多选） or 多选： before the question or behind it, taken out of it."""
    mark = KIND_BEFORE.match(block.text) or KIND_MARK.search(block.text)
    kind = kind_named(f"{mark['told']}题") if mark else ""
    if not (mark and kind):
        return block.kind, block.text
    return kind, block.text[: mark.start()] + block.text[mark.end() :]


def _puts_keys_in_stems(parsed: Sequence[Parsed]) -> bool:
    """One bracket with a letter may be vitamin (C); where most questions have one, it is how keys are given."""
    have = [one for one in parsed if len(one.in_stem) == 1]
    return len(have) >= 3 and 2 * len(have) > len(parsed)


def _from_end(parsed: Sequence[Parsed], told: list[tuple[int, str]]) -> tuple[dict[int, Said], list[str]]:
    """Keys by number, in the order of the parts; where numbers come twice and do not fit, none is taken."""
    if not told:
        return {}, []
    numbers = [one.block.number for one in parsed]
    if [number for number, _ in told] == numbers:
        return {at: _read(parsed[at], said) for at, (_, said) in enumerate(told)}, []
    if max(Counter(numbers).values()) > 1 or max(Counter(number for number, _ in told).values()) > 1:
        return {}, ["后面的答案和题号对不上，一个也没有取"]
    by_number = dict(told)
    return {at: _read(one, by_number[n]) for at, one in enumerate(parsed) if (n := one.block.number) in by_number}, []


def _read(one: Parsed, told: str) -> Said:
    return keys.read_key(told, one.options.letters, one.options.texts)


def _draft(one: Parsed, from_end: Said | None, habit: bool) -> Draft:
    said = [*one.said, *([from_end] if from_end else [])]
    stem, doubts = one.options.stem.strip(), [*one.block.doubts, *one.options.doubts]
    if one.in_stem and not said and one.kind not in (FILL_IN, SHORT):
        stem, more, about = _key_of_stem(one, stem, habit)
        said, doubts = [*said, *more], [*doubts, *about]
    elif one.in_stem and said and one.kind in ("", TRUE_FALSE) and not one.options.letters:
        stem, said = _truth_of_stem(one, stem, said)
    if one.bare and not said:
        stem = keys.AT_END.sub(lambda found: found.group()[0], stem)
        said, doubts = [Said(letters=one.bare)], [*doubts, f"答案是从题干末尾的“{one.bare}”认出来的"]
    kind, about = _kind(one, said)
    draft = Draft(str(one.block.number), kind, one_line(stem), explanation=one.told.explanation)
    draft = replace(draft, source=one.told.source, topic=one.told.topic, difficulty=_difficulty(one.told.difficulty))
    return _with_key(draft, one, said, [*doubts, *about])


def _key_of_stem(one: Parsed, stem: str, habit: bool) -> tuple[str, list[Said], list[str]]:
    found = one.in_stem[0]
    told = found["said"]
    is_word = told.upper() in keys.TRUE | keys.FALSE and not re.fullmatch("[A-J]", told.upper())
    if len(one.in_stem) > 1 or keys.EMPTY_BRACKETS.search(stem) or not (one.options.letters or is_word):
        return stem, [], ["题干括号里有字母，不知道是不是答案"] if one.options.letters else []
    said = keys.read_key(told, one.options.letters, one.options.texts)
    sure = habit or (is_word and not one.options.letters)
    return keys.without_key(stem, found), [said], [] if sure else [f"答案是从题干括号里的“{told}”认出来的"]


def _truth_of_stem(one: Parsed, stem: str, said: list[Said]) -> tuple[str, list[Said]]:
    """（√） in the stem beside a line of 答案: taken out, and heard as the second place that says so."""
    marks = [found for found in one.in_stem if keys.read_key(found["said"], "", ()).truth is not None]
    if len(marks) != 1 or not any(told.truth is not None for told in said):
        return stem, said
    return keys.without_key(stem, marks[0]), [*said, keys.read_key(marks[0]["said"], "", ())]


def _difficulty(told: str) -> str:
    return next((name for name, words in DIFFICULTIES if set(told) & set(words)), "")


def _kind(one: Parsed, said: Sequence[Said]) -> tuple[str, list[str]]:
    """As the sheet says, else as the options and the key do."""
    if one.kind not in ("", CHOICE):
        return one.kind, []
    letters = one.options.letters
    if letters and not (len(letters) == 2 and _are_true_false(one.options.texts)):
        most = max((len(one.letters) for one in said), default=0)
        unsaid = ["没有写是单选还是多选"] if not most else []
        return (MULTIPLE if most > 1 else SINGLE), unsaid
    if letters or any(one.truth is not None for one in said):
        return TRUE_FALSE, []
    if one.told.blanks or BLANK.search(one.options.stem) or FILLED.search(one.options.stem):
        return FILL_IN, []
    return SHORT, [] if one.told.keys else ["看不出是哪种题"]


def _are_true_false(texts: Sequence[str]) -> bool:
    return {one in keys.TRUE for one in texts} == {True, False} and all(one in keys.TRUE | keys.FALSE for one in texts)


def _with_key(draft: Draft, one: Parsed, said: Sequence[Said], doubts: list[str]) -> Draft:
    if draft.kind == TRUE_FALSE:
        made, about = _true_false(draft, one, said)
    elif draft.kind in CHOSEN:
        made, about = _chosen(draft, one, said)
    elif draft.kind == FILL_IN:
        made, about = _filled(draft, one)
    else:
        made, about = _short(draft, one)
    if sign := damage(f"{made.stem}{''.join(made.options)}"):
        about = [*about, f"有不认得的符号“{sign}”，可能扫描错了"]
    if not made.stem:
        about = [*about, "没有题干"]
    return replace(made, doubts=tuple(dict.fromkeys([*doubts, *about])))


def _agreed(said: Iterable[Said]) -> tuple[Said, list[str]]:
    """What all places say; nothing where two differ."""
    told = list(dict.fromkeys(one for one in said if one != Said()))
    unread = [f"答案“{one.unread[:20]}”看不懂" for one in told if one.unread]
    sure = [one for one in told if not one.unread]
    if len(sure) > 1:
        return Said(), ["两处答案不一样", *unread]
    return (sure[0] if sure and not unread else Said()), unread if told else [NO_KEY]


def _true_false(draft: Draft, one: Parsed, said: Sequence[Said]) -> tuple[Draft, list[str]]:
    texts, letters = one.options.texts, one.options.letters
    truths = [
        Said(truth=texts[letters.index(s.letters)] in keys.TRUE) if s.letters in letters and s.letters else s
        for s in said
    ]
    agreed, about = _agreed(truths)
    made = replace(draft, options=TRUE_FALSE_OPTIONS)
    if agreed.letters and not letters and agreed.letters in ("A", "B"):
        return made, [*about, f"判断题的答案写的是“{agreed.letters}”，不知道是对还是错"]
    if letters and not _are_true_false(texts):
        return replace(draft, kind=SINGLE, options=texts), [*about, "写的是判断题，选项却不是对和错"]
    if agreed.truth is None:
        return made, about or [f"答案“{agreed.letters}”看不懂"]
    if truth_contradicts(agreed.truth, draft.explanation):
        about = [*about, f"答案是“{'对' if agreed.truth else '错'}”，解析说的相反"]
    return replace(made, key=(0 if agreed.truth else 1,)), about


def _chosen(draft: Draft, one: Parsed, said: Sequence[Said]) -> tuple[Draft, list[str]]:
    letters, texts = one.options.letters, one.options.texts
    made = replace(draft, options=texts)
    agreed, about = _agreed(said)
    if not letters:
        return made, [*about, "没有找到选项"]
    if agreed.truth is not None:
        return made, [*about, "写的是选择题，答案却是对错"]
    if beyond := [one for one in agreed.letters if one not in letters]:
        return made, [*about, f"答案里有 {'、'.join(beyond)}，选项里没有"]
    if draft.kind == SINGLE and len(agreed.letters) > 1:
        about = [*about, f"写的是单选题，答案却有 {len(agreed.letters)} 个"]
    if draft.kind == MULTIPLE and len(agreed.letters) == 1:
        about = [*about, "写的是多选题，答案只有 1 个"]
    about += contradictions(made.stem, letters, texts, agreed.letters, draft.explanation)
    return replace(made, key=keys.positions(agreed.letters, letters)), about


def _short(draft: Draft, one: Parsed) -> tuple[Draft, list[str]]:
    told = one_line("\n".join(one.told.keys))
    if not told:
        return draft, [SHORT_KEY]
    if keys.MANY.fullmatch(told.strip(keys.MARKS_END)) or OPTION_MARKS.search(told):
        return draft, [f"答案是“{told}”，却没有找到选项"]
    return replace(draft, key=((told,),)), []


def _filled(draft: Draft, one: Parsed) -> tuple[Draft, list[str]]:
    blanks = len(BLANK.findall(one.options.stem.strip()))
    if one.told.blanks:
        return _blanks(draft, one.told.blanks, blanks)
    if one.told.keys:
        told = [
            part.strip()
            for part in re.split(r"[;；\n]|\s{2,}" if blanks != 1 else r"[\n]", one.told.keys[0])
            if part.strip()
        ]
        if blanks > 1 and len(told) != blanks:
            told = [part for part in re.split(r"[;；、,，\n\s]+", one.told.keys[0].strip()) if part]
        return _blanks(draft, told, blanks)
    if filled := FILLED.findall(draft.stem):
        made = replace(draft, stem=FILLED.sub("______", draft.stem))
        return _blanks(made, filled, len(BLANK.findall(made.stem)))
    return draft, [NO_KEY]


def _unnumbered(parts: list[str]) -> list[str]:
    """(1)20 (2)组织部: numbers of the blanks, where every part has its own."""
    marks = [POINT.match(one) for one in parts]
    in_order = len(parts) > 1 and all(mark and int(mark[1]) == at for at, mark in enumerate(marks, start=1))
    return [one[mark.end() :] for one, mark in zip(parts, marks, strict=True) if mark] if in_order else parts


def _blanks(draft: Draft, told: Sequence[str], blanks: int) -> tuple[Draft, list[str]]:
    parts = _unnumbered([one.strip("。 ") for one in told])
    about = [f"题里有 {blanks} 个空，答案有 {len(parts)} 个"] if len(parts) != blanks else []
    if not all(parts):
        return draft, [*about, "有一个空的答案没有写"]
    return replace(draft, key=tuple((one,) for one in parts)), about
