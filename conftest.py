"""Makes the cast known to the tests that live in their topics."""

pytest_plugins = ["tests.fixtures", "tests.cli"]
