"""M6 整改反馈: the problem, the day, one sentence, a photo if one likes; the township signs."""
