"""What is shown to people at the step: the documents that a console publishes, a page reads, and a draw decides on."""
