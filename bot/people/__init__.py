"""Who somebody is: binding, invitations, roles, hand-over, further accounts."""
