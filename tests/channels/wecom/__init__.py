"""The WeCom channel, from the bytes on the line to the whole bot."""
