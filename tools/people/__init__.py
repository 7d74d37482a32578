"""What synthetic people are made of: names, work, careers and what they tell."""
