"""The diagnosis kit: a workbook and a document to take into a workshop, filled from a study or blank."""
