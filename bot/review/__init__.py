"""The reviewers' desk: queue, decisions, returns, doubts, remits."""
