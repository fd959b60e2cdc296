"""Review: sheets for people who judge a translation, painted and checked like handouts; not for patients."""
