"""Papers under the camera: found, judged, read, made a PDF and sealed."""
