"""Text for a terminal: blocks that know their lines for a width, and what is made of them."""
