"""Images from outside: GeoTIFF and COG alone, read in a fenced process and written anew as we keep them."""

from weipian.fence.raster.asking import Kept, Wish, look, rewrite

__all__ = ["Kept", "Wish", "look", "rewrite"]
