#ifndef WORKPRINT_CHEIF_SHIM_H
#define WORKPRINT_CHEIF_SHIM_H

#include <libheif/heif.h>

#endif
