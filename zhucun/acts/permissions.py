"""The registry of permissions; each topic adds its own, roles compose them by name."""

from collections.abc import Iterable


class Permission(str):
    """A permission's name, with the label that people read."""

    label: str

    def __new__(cls, name: str, label: str) -> "Permission":
        made = super().__new__(cls, name)
        made.label = label
        return made


_registered: dict[str, Permission] = {}


def permission(name: str, label: str) -> Permission:
    """Register a permission under its topic's name, `leave.approve`."""
    known = _registered.get(name)
    if known is not None and known.label != label:
        raise ValueError(f"permission {name} is registered twice, as {known.label} and {label}")
    return _registered.setdefault(name, Permission(name, label))


def registered() -> dict[str, Permission]:
    return dict(_registered)


def named(names: Iterable[str]) -> frozenset[Permission]:
    """The permissions of these names; a name nobody registered stops the start."""
    unknown = [name for name in names if name not in _registered]
    if unknown:
        raise LookupError(f"roles name permissions nobody registered: {', '.join(unknown)}")
    return frozenset(_registered[name] for name in names)
