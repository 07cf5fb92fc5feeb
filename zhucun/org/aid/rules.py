"""Permissions of 结对帮扶: units by those who keep units, persons by those who keep persons."""

from zhucun.org.people.rules import KEEP, KEEP_UNITS, SEE, SEE_UNITS

SEE_AID_UNITS, KEEP_AID_UNITS = SEE_UNITS, KEEP_UNITS
SEE_HELPERS, KEEP_HELPERS = SEE, KEEP
