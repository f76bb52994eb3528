// Compiler attributes that the public headers use.

#pragma once

#if defined(__clang__)
#define TAMIS_LIFETIME_BOUND [[clang::lifetimebound]]
#else
#define TAMIS_LIFETIME_BOUND
#endif
