"""The rows behind the figures of 派: how they are listed, and why one came or went."""

from zhucun.dispatch.roster.figure_records import shown  # noqa: F401  registers them
