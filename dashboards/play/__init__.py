"""*Play the city* on screens: rooms, who sits where, and the rounds as they are played."""
