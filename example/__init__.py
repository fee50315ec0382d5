"""An example application with guidance built in, and people who use it."""
