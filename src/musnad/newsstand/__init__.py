"""What the public sees: views, templates, addresses, assets."""
