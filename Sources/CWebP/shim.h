#ifndef WORKPRINT_CWEBP_SHIM_H
#define WORKPRINT_CWEBP_SHIM_H

#include <webp/decode.h>
#include <webp/demux.h>

// Initialisers that check the library's ABI version are macros around inline functions; Swift
// imports them as they are, so nothing is added here.

#endif
