"""The wire: what its messages look like, what plans may say, and its document."""
