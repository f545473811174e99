"""Every Chinese sentence that people read, one module per page or matter, and the grammar."""
