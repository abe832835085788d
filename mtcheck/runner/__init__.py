"""The runner: many articles, in order, by way of the cache and of worker processes where they pay.

`session.Session` is the way of an article through the program: it is found, fixed if that was asked for, and
checked. What is in the cache is not checked again, and then nothing is loaded or started for it. Reports come
in the order of the articles, and to the byte the same, whatever was in the cache and however many workers
there were.
"""
