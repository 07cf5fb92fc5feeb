"""The team's matters on the phone: which are under way, and 办结 in two taps (journey J9)."""
