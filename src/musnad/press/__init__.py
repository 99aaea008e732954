"""The press: prints the public pages that are stale into the public folder, and knows which page used what."""
