"""The tables of ``content.toml`` on everyday life, such as what is lifted."""
