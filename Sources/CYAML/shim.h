#ifndef WORKPRINT_CYAML_SHIM_H
#define WORKPRINT_CYAML_SHIM_H

#include <yaml.h>

#endif
