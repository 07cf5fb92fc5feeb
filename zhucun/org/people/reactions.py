"""What people give to others: the names by which history says on whose behalf somebody acted."""

from zhucun.org.people.models import Person
from zhucun.web.history import people_are_named_by


@people_are_named_by
def names(keys: set[int]) -> dict[int, str]:
    return dict(Person.objects.filter(pk__in=keys).values_list("pk", "name"))
