"""The versions that pyproject.toml allows, each end of them tried in an environment of its own."""
