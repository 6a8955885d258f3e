"""Where the paper is: a line of text a file and a document, with its history in the archive."""
