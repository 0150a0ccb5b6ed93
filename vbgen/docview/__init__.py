"""A .docx read into facts: pages, blocks, effective formatting in points and millimetres."""
