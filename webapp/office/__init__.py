"""The pages of the office itself: settings, people, lists, and its first start."""
