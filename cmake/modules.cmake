# A module is a folder of src/ with a line in layers.txt. Its library links against the
# modules of that line and nothing else, so a call against the layer rule does not link.

# tamis_sources(TARGET FOLDER): adds every .cc below FOLDER but the tests and what is loaded later.
function(tamis_sources target folder)
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${folder}/*.cc)
  list(FILTER sources EXCLUDE REGEX "_test\\.cc$|${folder}/plugin/")
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

# tamis_plugin(NAME LIBRARY...): libtamis_NAME.so from src/NAME/plugin, opened at run time by the
# module NAME. It stands beside the programs.
function(tamis_plugin name)
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/src/${name}/plugin/*.cc)
  add_library(tamis_${name}_plugin MODULE ${sources})
  target_link_libraries(tamis_${name}_plugin PRIVATE tamis_flags ${ARGN})
  set_target_properties(tamis_${name}_plugin PROPERTIES OUTPUT_NAME tamis_${name}
    LIBRARY_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR} CXX_VISIBILITY_PRESET hidden)
  add_dependencies(tamis_${name} tamis_${name}_plugin)
endfunction()
