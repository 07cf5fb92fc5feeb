"""A password everybody knows is hashed quickly; the real hasher reads it, since each hash says how it was made."""

from django.contrib.auth.hashers import Argon2PasswordHasher


class QuickArgon2(Argon2PasswordHasher):
    """Only while the demo county is made, in the process that makes it."""

    time_cost, memory_cost, parallelism = 1, 1024, 1
