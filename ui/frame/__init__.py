"""What every page stands in: settings and their link, the way in and out of a page, the server."""
