"""Many questions: put to several processes or machines, answered in order, a million in the memory of a thousand."""
