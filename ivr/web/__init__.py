"""What every page needs: security headers, CSRF, errors in French, limits, the look."""
