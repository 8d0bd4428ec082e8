"""A question put beside the place that it belongs to, tried before it is written, and taken back."""
