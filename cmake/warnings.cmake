# One interface target that carries the compiler flags of every tamis target.
add_library(tamis_flags INTERFACE)
target_compile_options(tamis_flags INTERFACE -Wall -Wextra -Wshadow -Wnon-virtual-dtor -Wcast-align -Wunused)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
  # GCC 12 sees an overlap in `"x" + std::string` that is not there (GCC bug 105651).
  target_compile_options(tamis_flags INTERFACE -Wno-restrict)
endif()
# The same bytes out on every machine: char is signed on AArch64 as on x86, and a * b + c is rounded twice on both.
target_compile_options(tamis_flags INTERFACE -fsigned-char -ffp-contract=off)
if(TAMIS_DEVELOPER_MODE)
  target_compile_options(tamis_flags INTERFACE -Werror)
endif()
if(TAMIS_SANITIZE)
  target_compile_options(tamis_flags INTERFACE -fsanitize=${TAMIS_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
  target_link_options(tamis_flags INTERFACE -fsanitize=${TAMIS_SANITIZE})
endif()
target_include_directories(tamis_flags INTERFACE ${PROJECT_SOURCE_DIR}/include ${PROJECT_SOURCE_DIR}/src)
