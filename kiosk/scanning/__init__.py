"""Papers under the camera: the page found, judged, read, made a PDF and sealed."""
