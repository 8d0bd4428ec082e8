"""Knowledge of one entry a line, in JSON Lines or as a table: read as it is asked for, however long the file is."""
