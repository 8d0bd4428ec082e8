"""A knowledge compiled into one file, which is opened without being read."""
