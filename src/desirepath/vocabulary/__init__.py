"""The nouns of the program, as frozen values. Nothing here imports anything else of ours."""
