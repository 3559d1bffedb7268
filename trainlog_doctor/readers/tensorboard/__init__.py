"""TensorBoard event files, read without TensorFlow: framing, wire format and layout of directories."""
