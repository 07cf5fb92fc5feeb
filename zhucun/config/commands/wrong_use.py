"""WrongUse: a command that cannot be carried out as it was written; exit status 2."""


class WrongUse(Exception):
    """One Chinese sentence that says what to write instead."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence
