"""The language service: what an editor asks about a scheme while it is written.

Messages are shaped like LSP 3.17. Nothing here touches a file or a stream: a carrier hands messages in and out.
"""
