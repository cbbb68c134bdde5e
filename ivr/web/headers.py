"""Security headers: what a browser may do with our pages, and what nobody else may."""

from __future__ import annotations

from flask import Flask, Response

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self';"
    " connect-src 'self'; media-src 'self' blob:; manifest-src 'self'; form-action 'self';"
    " frame-ancestors 'none'; base-uri 'none'"
)
"""No inline script, no inline style, nothing from elsewhere (data: images are those of Pico's own sheet)."""

_HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
HTTPS_SECONDS = 365 * 86_400


def install_headers(app: Flask, *, https: bool) -> None:
    """Put them on every answer; a view that needs another value sets it itself."""

    def add(response: Response) -> Response:
        for name, value in _HEADERS.items():
            response.headers.setdefault(name, value)
        if https:
            response.headers.setdefault("Strict-Transport-Security", f"max-age={HTTPS_SECONDS}")
        if response.mimetype == "text/html":
            # What is on the screen of one agent must not come back on the next one's.
            response.headers.setdefault("Cache-Control", "no-store")
        return response

    app.after_request(add)
