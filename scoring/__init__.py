"""The assessment room, pure: a scheme is data, points are exact, every point explains itself.

Here: schemes, points, grades, ranks, and their Chinese. Not here: chat, database, clock.
"""
