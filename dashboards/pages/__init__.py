"""One module for each page; the table of all pages is ``dashboards.sitemap``."""
