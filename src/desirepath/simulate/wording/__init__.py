"""The words of the made-up tickets, searches, answers and notes: templates by language and by what they are about."""
