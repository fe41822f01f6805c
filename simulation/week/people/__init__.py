"""What happens to people whatever services do: needs, strengths, crises, coming and going."""
