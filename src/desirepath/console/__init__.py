"""The console: where the people who run the change work. Django, one app per noun."""
