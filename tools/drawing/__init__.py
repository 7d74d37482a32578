"""The sample company's pictures: paper to draw on, portraits, story covers."""
