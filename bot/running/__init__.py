"""The program as a process: settings, start, logs, heartbeat, inspection, drill."""
