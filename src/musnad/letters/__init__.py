"""Letters: who asked for which, what they are sent, and how they leave."""
