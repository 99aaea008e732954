"""From the newsroom's rows to the views that templates show. Whatever is read is recorded as a tag, here."""
