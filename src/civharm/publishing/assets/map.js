// Draws the places of places.js over the countries of countries.js: a dot for a town or better, an area for anything coarser.
// Every text goes in as text, never as HTML.
"use strict";
(function () {
  const box = document.getElementById("map");
  const places = box && box.dataset.places ? JSON.parse(box.dataset.places) : window.CIVHARM_PLACES;
  if (!box || !window.L || !places || !places.length) return;
  box.hidden = false;
  document.getElementById("legend").hidden = false;
  const colour = "#8c2d04";
  const map = L.map(box, { preferCanvas: true, scrollWheelZoom: false, worldCopyJump: true, minZoom: 2, maxZoom: 11, zoomAnimation: false, fadeAnimation: false,
    markerZoomAnimation: false, inertia: false });
  map.setView([20, 20], 2);
  map.attributionControl.setPrefix(false).addAttribution("Leaflet; Natural Earth");
  L.control.scale({ imperial: false }).addTo(map);
  const named = new Map(places.filter((p) => p.shape === "country").map((p) => [p.country, p]));

  function popup(place) {
    const root = document.createElement("div"), head = document.createElement("strong"), how = document.createElement("p");
    head.textContent = place.name;
    how.textContent = (place.precision ? "known only as: " + place.precision + "; " : "") + place.count;
    const list = document.createElement("ul");
    for (const [page, day, words] of place.incidents) {
      const item = document.createElement("li"), link = document.createElement("a");
      link.href = page;
      link.textContent = day;
      item.append(link, " " + words);
      list.append(item);
    }
    root.append(head, how, list);
    if (place.n > place.incidents.length) {
      const more = document.createElement("a");
      more.href = place.row;
      more.textContent = "all " + place.count;
      root.append(more);
    }
    return root;
  }

  function offer(layer, place) {
    return layer.bindPopup(() => popup(place), { maxWidth: 320 }).bindTooltip(() => {
      const words = document.createElement("span");
      words.textContent = place.name + " (" + place.count + ")";
      return words;
    }, { sticky: true });
  }

  // The ground, then the countries that are all that is known of a place, then areas, then dots.
  L.geoJSON(window.CIVHARM_COUNTRIES, {
    style: { color: "#a8a294", weight: 0.8, fillColor: "#fbfaf6", fillOpacity: 1 },
    onEachFeature: (f, layer) => layer.bindTooltip(() => {
      const words = document.createElement("span");
      words.textContent = f.properties.name;
      return words;
    }, { sticky: true }),
  }).addTo(map);
  L.geoJSON(window.CIVHARM_COUNTRIES, {
    filter: (f) => named.has(f.properties.name),
    style: { color: colour, weight: 1, dashArray: "4 3", fillColor: colour, fillOpacity: 0.05 },
    onEachFeature: (f, layer) => offer(layer, named.get(f.properties.name)),
  }).addTo(map);

  const shown = [];
  const areas = places.filter((p) => p.shape === "area").sort((a, b) => b.radius_km - a.radius_km);
  for (const place of areas) {
    const circle = L.circle([place.lat, place.lon], { radius: place.radius_km * 1000, color: colour, weight: 1, dashArray: "4 3",
      fillColor: colour, fillOpacity: 0.1 });
    shown.push(offer(circle, place).addTo(map));
  }
  for (const place of places.filter((p) => p.shape === "point")) {
    const dot = L.circleMarker([place.lat, place.lon], { radius: Math.min(14, 5 + Math.log2(place.n)), color: "#fff", weight: 1.5,
      fillColor: colour, fillOpacity: 0.9 });
    shown.push(offer(dot, place).addTo(map));
  }
  if (shown.length) map.fitBounds(L.featureGroup(shown).getBounds(), { padding: [30, 30], maxZoom: 8 });
})();
