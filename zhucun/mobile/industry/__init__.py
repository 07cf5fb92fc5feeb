"""The team's projects on the phone: which stage, and 推进一步 in two taps (journey J10)."""
