"use strict";
// From degrees of CGCS2000 to the 3-degree Gauss-Krüger zone with its number before: Krüger's series in n, to a millimetre.
const CGCS2000 = { a: 6378137, f: 1 / 298.257222101 };

function gaussKruger(lon, lat, zone) {
  const n = CGCS2000.f / (2 - CGCS2000.f), radius = (CGCS2000.a / (1 + n)) * (1 + n ** 2 / 4 + n ** 4 / 64);
  const series = [
    n / 2 - (2 * n ** 2) / 3 + (5 * n ** 3) / 16 + (41 * n ** 4) / 180,
    (13 * n ** 2) / 48 - (3 * n ** 3) / 5 + (557 * n ** 4) / 1440,
    (61 * n ** 3) / 240 - (103 * n ** 4) / 140,
    (49561 * n ** 4) / 161280,
  ];
  const sine = Math.sin((lat * Math.PI) / 180), across = ((lon - 3 * zone) * Math.PI) / 180, e = (2 * Math.sqrt(n)) / (1 + n);
  const t = Math.sinh(Math.atanh(sine) - e * Math.atanh(e * sine));
  const xi = Math.atan2(t, Math.cos(across)), eta = Math.atanh(Math.sin(across) / Math.sqrt(1 + t * t));
  let north = xi, east = eta;
  series.forEach((alpha, k) => {
    const j = 2 * (k + 1);
    north += alpha * Math.sin(j * xi) * Math.cosh(j * eta);
    east += alpha * Math.cos(j * xi) * Math.sinh(j * eta);
  });
  return { zone, x: radius * north, y: zone * 1e6 + 5e5 + radius * east };
}

if (typeof module !== "undefined") module.exports = { gaussKruger };
