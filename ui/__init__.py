"""What a person sees: pages that draw plain values."""
