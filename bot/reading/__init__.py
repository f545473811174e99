"""What was read in the papers: kept, understood, told.

Papers wait here for the reader (`queue`); what it brings is kept and given on. How bytes become
lines is `bot.extraction`'s.
"""
