"""What readers and editors look for: stories, claims and sources in one index, in each edition's language."""
