"""Makes the cast known to the tests that live in their topics, and chooses the database they run on."""

import os
import tempfile

os.environ.setdefault("ZHUCUN_DATA_DIR", tempfile.mkdtemp(prefix="zhucun-test-"))
os.environ.setdefault("ZHUCUN_DATABASE_URL", "sqlite:///:memory:")

pytest_plugins = ["tests.fixtures"]
