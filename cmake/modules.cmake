# A module is a folder of src/ with a line in layers.txt. Its library links against the
# modules of that line and nothing else, so a call against the layer rule does not link.

# tamis_sources(TARGET FOLDER): adds every .cc below FOLDER but the tests.
function(tamis_sources target folder)
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${folder}/*.cc)
  list(FILTER sources EXCLUDE REGEX "_test\\.cc$")
  if(NOT sources)
    set(sources ${PROJECT_SOURCE_DIR}/cmake/empty.cc)
  endif()
  target_sources(${target} PRIVATE ${sources})
  target_link_libraries(${target} PRIVATE tamis_flags)
endfunction()

# tamis_layer(OUT MODULE): the modules that MODULE may use.
function(tamis_layer out module)
  file(STRINGS ${PROJECT_SOURCE_DIR}/layers.txt line REGEX "^${module}:")
  if(NOT line)
    message(FATAL_ERROR "layers.txt has no line for module '${module}'")
  endif()
  string(REGEX REPLACE "^${module}: *" "" line "${line}")
  string(REGEX REPLACE " +" ";" line "${line}")
  list(REMOVE_ITEM line tamis)
  list(TRANSFORM line PREPEND tamis::)
  set(${out} ${line} PARENT_SCOPE)
endfunction()
set_property(DIRECTORY ${PROJECT_SOURCE_DIR} APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/layers.txt)

# tamis_module(NAME LIBRARY...): static library tamis::NAME from src/NAME.
function(tamis_module name)
  add_library(tamis_${name} STATIC)
  add_library(tamis::${name} ALIAS tamis_${name})
  tamis_sources(tamis_${name} ${PROJECT_SOURCE_DIR}/src/${name})
  tamis_layer(uses ${name})
  target_link_libraries(tamis_${name} PRIVATE ${uses} ${ARGN})
endfunction()
