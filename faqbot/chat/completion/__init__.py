"""What a half-typed line may become."""
