"""The review app: a person looks at what was read, one claim at a time, and decides; nothing that was decided is lost.

`civharm.web.serving.serve` serves a project on this machine. `civharm.web.app.make_app` makes the ASGI app of a `Desk`, which holds
the project's reports, claims and judgements in memory, with an index of them; the store's log alone is what lasts.
"""
