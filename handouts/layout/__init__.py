"""Layout: a localized handout becomes HTML, styles and assets for one page format."""
