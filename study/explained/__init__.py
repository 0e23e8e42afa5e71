"""The study and the elements of consent in plain words: text files, one folder per language.

It explains and takes no consent; what only a site can say is a named blank.
"""
