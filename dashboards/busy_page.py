"""The page for visitors who come when the dashboard serves as many sessions as it can."""

RETRY_SECONDS = 20  # until the page reloads by itself

FULL = f"""<!DOCTYPE html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="refresh" content="{RETRY_SECONDS}">
<title>Allied is full for the moment</title>
<style>
body {{ font: 1.2rem/1.5 Arial, Helvetica, sans-serif; color: #1d2329; max-width: 38rem;
  margin: 3rem auto; padding: 0 1rem; }}
h1 {{ color: #12436d; line-height: 1.2; }}
</style>
</head>
<body>
<main>
<h1>Allied is full for the moment</h1>
<p>As many pages are open here as this computer can serve, so yours was not opened. Nothing is
broken, and nothing of yours is lost: the address holds all settings.</p>
<p>This page tries again every {RETRY_SECONDS} seconds and opens as soon as somebody closes theirs.
If you have Allied open in other tabs, close those.</p>
</main>
</body>
</html>
"""
