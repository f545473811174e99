"""What leaves or enters as a sheet: pictures, spreadsheets, papers.

Pure functions of plain data: no database, no clock, no scoring, no channel.
"""
