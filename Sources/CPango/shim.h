// What Swift needs of Pango, Cairo and HarfBuzz. Swift can call all of it as it is, so there are no
// functions of our own here: casts between GObject types are pointer conversions there, and the
// macros in use (PANGO_SCALE, PANGO_GLYPH_EMPTY, PANGO_GLYPH_UNKNOWN_FLAG) are plain constants.
#ifndef WORKPRINT_CPANGO_SHIM_H
#define WORKPRINT_CPANGO_SHIM_H

#include <pango/pangocairo.h>
// Pango hands out HarfBuzz faces, which say whether a font has pictures for glyphs (colour emoji).
#include <hb-ot.h>

#endif
