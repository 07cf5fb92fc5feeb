"""What a topic above adds to a page below stands there, in its order; nothing registered, nothing shown."""

from zhucun.dispatch.roster.parts import Part, Parts


def test_parts_stand_in_their_column_and_bring_each_stylesheet_once() -> None:
    month = Part("month.html", {}, styles=("oversight/days.css",))
    visits = Part("visits.html", {}, is_aside=True, styles=("oversight/days.css", "records/notes.css"))

    parts = Parts((month, visits))

    assert (parts.wide, parts.aside) == ([month], [visits])
    assert parts.styles == ["oversight/days.css", "records/notes.css"]
