"""Arabic as a newsroom meets it: normal forms with the way back, digits, dates by policy, slugs, direction, stems."""
