"""The JSON API: what the register shows, for programs; and with a token what members see, and a few writes.

One declaration (``declared.Operation``) of each address is what serves it, what describes it in OpenAPI, and what the
page ``/api/`` shows.
"""
