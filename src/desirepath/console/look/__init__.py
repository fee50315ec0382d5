"""How every page looks: the frame around it, the style sheets, figures and times as they read."""
