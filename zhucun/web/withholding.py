"""What of an uploaded file may be kept until it is carried out: columns that a kind withholds are emptied first."""

from zhucun.acts.actor import Actor
from zhucun.sheets.faults import Unreadable
from zhucun.sheets.header import find_tables
from zhucun.sheets.kinds import known_words, recognise, registered_kinds
from zhucun.sheets.reading import read_bytes
from zhucun.sheets.rewriting import empty_columns, written_again
from zhucun.web.importing import Choices, Importer, importers


def kept_of(data: bytes, name: str, choices: Choices, *, by: Actor) -> bytes:
    """The file as it came, unless it has a table of a kind that withholds columns. One that cannot be read says so
    when it is looked at."""
    wanted = _that_withhold(choices, by)
    if not wanted:
        return data
    try:
        book = read_bytes(data, name, encoding=choices.encoding)
    except Unreadable:
        return data
    signatures = registered_kinds()
    known, found = known_words(signatures), False
    for grid in book.filled:
        for table in find_tables(grid, known):
            verdict = recognise(table, signatures, book.name)
            importer = wanted.get(verdict.key) or wanted.get(choices.kind)
            if importer is not None and importer.withholds is not None:
                found |= empty_columns(table, importer.withholds)
    return written_again(book) if found else data


def _that_withhold(choices: Choices, by: Actor) -> dict[str, Importer]:
    """By key; where another kind was chosen, none."""
    mine = {one.key: one for one in importers() if one.withholds is not None and by.may(one.needs)}
    return mine if choices.kind in ("", *mine) else {}
