"""An application of three lines, to be served by the line's own kind of web worker."""


def app(environ, start_response):
    size = str(len(environ["wsgi.input"].read())).encode()
    start_response("200 OK", [("Content-Type", "text/plain"), ("Content-Length", str(len(size)))])
    return [size]
