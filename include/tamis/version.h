// The engine's version: written into every row (`engine.version`), raised by every change of
// output bytes.

#pragma once

namespace tamis {

inline constexpr char kVersion[] = "0.1.0";

}  // namespace tamis
