"""Vincenty's inverse formula and a slow search along every edge: what fast distances are held against."""

from __future__ import annotations

import numpy as np


def geodesic(lon1, lat1, lon2, lat2):
    """Metres between points on WGS 84 (arrays)."""
    a, f = 6_378_137.0, 1 / 298.257223563
    b = a * (1 - f)
    u1, u2 = np.arctan((1 - f) * np.tan(np.radians(lat1))), np.arctan((1 - f) * np.tan(np.radians(lat2)))
    apart = np.radians(lon2 - lon1)
    lam = apart
    for _ in range(30):
        sin_lam, cos_lam = np.sin(lam), np.cos(lam)
        across = np.cos(u1) * np.sin(u2) - np.sin(u1) * np.cos(u2) * cos_lam
        sin_s = np.sqrt((np.cos(u2) * sin_lam) ** 2 + across**2)
        cos_s = np.sin(u1) * np.sin(u2) + np.cos(u1) * np.cos(u2) * cos_lam
        sigma = np.arctan2(sin_s, cos_s)
        sin_a = np.cos(u1) * np.cos(u2) * sin_lam / np.where(sin_s == 0, 1, sin_s)
        cos2 = 1 - sin_a**2
        mid = np.where(cos2 == 0, 0, cos_s - 2 * np.sin(u1) * np.sin(u2) / np.where(cos2 == 0, 1, cos2))
        c = f / 16 * cos2 * (4 + f * (4 - 3 * cos2))
        lam = apart + (1 - c) * f * sin_a * (sigma + c * sin_s * (mid + c * cos_s * (2 * mid**2 - 1)))
    k = cos2 * (a * a - b * b) / (b * b)
    big = 1 + k / 16384 * (4096 + k * (-768 + k * (320 - 175 * k)))
    small = k / 1024 * (256 + k * (-128 + k * (74 - 47 * k)))
    tail = small / 6 * mid * (4 * sin_s**2 - 3) * (4 * mid**2 - 3)
    return b * big * (sigma - small * sin_s * (mid + small / 4 * (cos_s * (2 * mid**2 - 1) - tail)))


def slow_distance(rings, lon, lat):
    """Metres from one point to the nearest place on edges straight in longitude and latitude."""
    begin = np.concatenate([ring[:-1] for ring in rings])
    step = np.concatenate([ring[1:] for ring in rings]) - begin

    def off(share):
        return geodesic(lon, lat, begin[:, 0] + share * step[:, 0], begin[:, 1] + share * step[:, 1])

    low, high, golden = np.zeros(len(begin)), np.ones(len(begin)), (5**0.5 - 1) / 2
    for _ in range(45):
        one, two = high - golden * (high - low), low + golden * (high - low)
        nearer = off(one) < off(two)
        low, high = np.where(nearer, low, one), np.where(nearer, two, high)
    return float(
        np.minimum(off((low + high) / 2), np.minimum(off(np.zeros(len(begin))), off(np.ones(len(begin))))).min()
    )
