"""Simulated people who use the example application, through a browser or, many of them, over HTTP alone.

What they do next depends on who they are, on what they read, and on dice of their own, which are the same however the
application is reached. So a guide can be tried out on them: does it help, and does one that misses the point not?
"""
