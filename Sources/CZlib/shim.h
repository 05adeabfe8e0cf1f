#ifndef WORKPRINT_CZLIB_SHIM_H
#define WORKPRINT_CZLIB_SHIM_H

#include <zlib.h>

#endif
