"""How fast a hall votes, measured on a real server (design: hall.md, *How fast*)."""
