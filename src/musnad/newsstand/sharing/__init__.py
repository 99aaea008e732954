"""Share cards: the picture that messengers and networks show of a page. `fonts` finds what they are drawn with,
`lines` sets a headline, `card` draws the whole. Nothing here reads the database."""
