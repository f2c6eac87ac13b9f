"""Publish a release: tables, JSON, GeoJSON, a static site and a manifest that vouches for all of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from civharm.model import Release
from civharm.publishing.folder import PublishError, replaced_folder
from civharm.publishing.geojson import write_geojson
from civharm.publishing.manifest import Manifest, make_manifest, write_manifest
from civharm.publishing.policy import Policy
from civharm.publishing.release_json import write_release
from civharm.publishing.site import write_site
from civharm.publishing.tables import write_claims_table, write_incidents_table
from civharm.publishing.view import View, make_view

__all__ = ["EXPORTERS", "Exporter", "Manifest", "Policy", "PublishError", "publish"]


@dataclass(frozen=True, slots=True)
class Exporter:
    """One format: what it is called in the manifest, what writes it, and what of a release it loses."""

    name: str
    write: Callable[[View, Path], None]
    loses: str


# A new format is one file in this folder and one line here.
EXPORTERS = (
    Exporter("claims.csv", write_claims_table, "the words of speakers' and victims' slots one by one; judgements; incidents"),
    Exporter("incidents.csv", write_incidents_table, "quotes and slots of claims; sides of contradictions; origins; series"),
    Exporter("release.json", write_release, "the texts of the reports, and what the policy masks or withholds; nothing else"),
    Exporter("incidents.geojson", write_geojson, "claims, quotes, actors, contradictions, series; the true shapes of areas"),
    Exporter("site", write_site, "offsets of slots within the quotes; what was corrected in a judgement, slot by slot"),
)


def publish(release: Release, folder: Path, *, policy: Policy = Policy()) -> Manifest:  # noqa: B008 (frozen)
    """Publish a release into a folder, replacing a former release there, and return its manifest.

    The same release and policy give the same bytes. Nothing is half written: the folder is swapped in whole. Raises
    PublishError where the folder holds anything that is no release of ours.
    """
    with replaced_folder(folder) as fresh:
        view = make_view(release, policy)
        for exporter in EXPORTERS:
            exporter.write(view, fresh)
        manifest = make_manifest(view, fresh, {exporter.name: exporter.loses for exporter in EXPORTERS})
        write_manifest(manifest, fresh)
    return manifest
