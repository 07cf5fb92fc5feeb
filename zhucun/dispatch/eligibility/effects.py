"""What other items would say of those on the roster today, told before anybody decides."""

from datetime import date

from zhucun.dispatch.eligibility.reading import hits_of
from zhucun.dispatch.roster.models import Posting, RoleSpell
from zhucun.dispatch.roster.rules import TeamRole
from zhucun.policy.effects import Trial, effect_of, from_to
from zhucun.policy.profile import PolicyProfile


def roles_of(postings: list[Posting], day: date) -> dict[int, str]:
    """Cadre → as what they are judged."""
    held = RoleSpell.objects.as_of(day).filter(role=TeamRole.FIRST_SECRETARY, posting__in=postings)
    led = set(held.values_list("posting", flat=True))
    return {
        row.cadre_id: TeamRole.FIRST_SECRETARY.value if row.pk in led else TeamRole.MEMBER.value for row in postings
    }


@effect_of("eligibility.items")
def who_would_be_asked(trial: Trial) -> str:
    postings = list(
        Posting.objects.visible_to(trial.actor).on_roster(trial.day).filter(cadre__county_code=trial.county_code)
    )
    roles = roles_of(postings, trial.day)

    def found(profile: PolicyProfile) -> int:
        return len(hits_of(roles, trial.day, profile, roles))

    return from_to("在册队员里碰上选派条件的", found(trial.before), found(trial.after), "人")
