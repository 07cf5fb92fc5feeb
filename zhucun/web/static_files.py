"""Static files under hashed names, imports of modules included; plain names until they have been collected."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedStaticFiles(CompressedManifestStaticFilesStorage):
    support_js_module_import_aggregation = True
    manifest_strict = False

    def url(self, name: str, force: bool = False) -> str:
        if not self.hashed_files:  # nothing collected: tests, and a checkout before its first start
            return f"{self.base_url}{name}"
        return super().url(name, force)
