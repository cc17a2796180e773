"""What pages are made of: sliders, menus, tables, the player, charts, the controls of a race. A part knows no page."""
