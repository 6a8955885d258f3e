"""The published instruments and lists: one TOML file each, frozen by the digests in SHA256SUMS."""
