"""The `zhucun` command: one small module a command, each `run(asked) -> Outcome` (docs/product.md, the contract)."""
