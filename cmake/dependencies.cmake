# Third-party libraries, all from the system (scripts/deps.sh installs them). Those
# without a CMake package of their own get an imported target here.
find_package(ZLIB REQUIRED)
find_package(OpenSSL REQUIRED COMPONENTS Crypto)
find_package(TBB REQUIRED)
find_package(CLI11 REQUIRED)
find_package(simdjson REQUIRED)

# tamis_find(NAME HEADER LIBRARY...): imported target tamis::NAME.
function(tamis_find name header)
  find_path(${name}_INCLUDE_DIR ${header} REQUIRED)
  add_library(tamis_${name} INTERFACE)
  add_library(tamis::${name} ALIAS tamis_${name})
  target_include_directories(tamis_${name} SYSTEM INTERFACE ${${name}_INCLUDE_DIR})
  foreach(library ${ARGN})
    find_library(${name}_${library} ${library} REQUIRED)
    target_link_libraries(tamis_${name} INTERFACE ${${name}_${library}})
  endforeach()
endfunction()

tamis_find(libdeflate libdeflate.h deflate)
tamis_find(zstd zstd.h zstd)
tamis_find(tomlplusplus toml++/toml.h)  # headers only
tamis_find(brotli brotli/decode.h brotlidec)
# libcld2_full holds the tables of 160 languages in place of 80. It has no code: standing before
# libcld2 it replaces the tables there, by the rule that the first definition of a symbol wins.
# No symbol of ours names it, so the linker must be told that it is wanted.
tamis_find(cld2 cld2/public/compact_lang_det.h cld2_full cld2)
target_link_options(tamis_cld2 INTERFACE LINKER:--no-as-needed)
if(NOT CMAKE_SYSTEM_PROCESSOR MATCHES "^(x86_64|AMD64|amd64)$")
  # Headers only: SSE2 by other names of the same operations (src/base/simd/sse2.h).
  tamis_find(simde simde/x86/sse2.h)
  target_link_libraries(tamis_flags INTERFACE tamis::simde)
endif()
