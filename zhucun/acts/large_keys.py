"""A key larger than the database can hold finds nothing, wherever an address or a form brings it in.

Django says so of a number column compared with one; here it is said of foreign keys and of lists, which would go to the
database and be a fault of the server there.
"""

from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db.models import Field, ForeignKey
from django.db.models.fields.related_lookups import RelatedExact, RelatedIn
from django.db.models.lookups import In

LARGEST = 2**63 - 1


def is_held(value: Any) -> bool:
    return not isinstance(value, int) or -LARGEST <= value <= LARGEST


class KeyExact(RelatedExact):
    def process_rhs(self, compiler: Any, connection: Any) -> Any:
        if not is_held(self.rhs):
            raise EmptyResultSet
        return super().process_rhs(compiler, connection)


class _OfThoseHeld:
    """In front of a lookup `in`: of the values listed those that can be there; of none, Django makes nothing."""

    def get_prep_lookup(self) -> Any:
        prepared = super().get_prep_lookup()
        return [value for value in prepared if is_held(value)] if isinstance(prepared, list) else prepared


class HeldIn(_OfThoseHeld, In):
    pass


class HeldRelatedIn(_OfThoseHeld, RelatedIn):
    pass


def register() -> None:
    Field.register_lookup(HeldIn)
    ForeignKey.register_lookup(KeyExact)
    ForeignKey.register_lookup(HeldRelatedIn)
