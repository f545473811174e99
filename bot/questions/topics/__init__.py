"""What people ask about, one ``.toml`` file a family; written as ``topic`` says."""
