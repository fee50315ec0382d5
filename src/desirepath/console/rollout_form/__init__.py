"""The rollout file as a form and as text, without loss in either direction.

The file is the truth. A form is made of its text, and what is posted goes back as the smallest change of that text:
comments, order, quotes, blank lines and keys that the form does not show stay as they are, letter for letter.
"""
