"""保障: what members and teams are promised, by whom, what of it was given, what is still owed (R-CARE)."""
