"""What a person sees: one screen is one module and one stylesheet."""
