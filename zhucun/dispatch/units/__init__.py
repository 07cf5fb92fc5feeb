"""单位: a unit seen whole: whom it sends and behind which teams it stands, kept apart (R-ORG-12)."""
