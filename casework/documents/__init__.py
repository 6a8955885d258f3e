"""What every issued paper needs: a number, a letterhead, a DOCX and the PDF of that DOCX."""
