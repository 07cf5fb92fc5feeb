"""WrongUse: a command that cannot be carried out as it was written; exit status 2."""


class WrongUse(Exception):
    """One Chinese sentence that says what to write instead."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


def why(error: OSError) -> str:
    """What the system says of a file, in Chinese."""
    match error:
        case FileNotFoundError():
            return "没有这个文件或者文件夹"
        case IsADirectoryError():
            return "这是一个文件夹"
        case PermissionError():
            return "没有权限"
    return "文件或者磁盘有问题"
