"""The process and its machine: settings, clockwork, checks, what its watchers are told."""
