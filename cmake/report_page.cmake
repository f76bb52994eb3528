# The page of `tamis report` (web/report), built by npm into one HTML file that is linked into the
# program. Without node and npm, or when npm cannot reach its registry, the program is built
# without the page; `tamis report` then says so.
set(TAMIS_REPORT_PAGE AUTO CACHE STRING "Build the page of `tamis report`: AUTO (when npm is there and works), ON (fail without), OFF")
find_program(TAMIS_NPM npm)
find_program(TAMIS_NODE NAMES node nodejs)

set(page_folder ${CMAKE_BINARY_DIR}/web/report)
set(page_source ${page_folder}/report_page.cc)
set(page_stamp ${page_folder}/built)  # not written when npm fails, so that the next build tries again
set(build_page ${CMAKE_COMMAND} -DSOURCE=${PROJECT_SOURCE_DIR}/web/report -DFOLDER=${page_folder} -DOUTPUT=${page_source} -DSTAMP=${page_stamp})

if(TAMIS_REPORT_PAGE STREQUAL "ON" AND NOT (TAMIS_NPM AND TAMIS_NODE))
  message(FATAL_ERROR "TAMIS_REPORT_PAGE is ON, but node or npm is missing: scripts/deps.sh")
elseif(TAMIS_REPORT_PAGE STREQUAL "OFF" OR NOT (TAMIS_NPM AND TAMIS_NODE))
  list(APPEND build_page -DNPM=)
  message(STATUS "tamis report: built without its page (no npm)")
else()
  list(APPEND build_page -DNPM=${TAMIS_NPM} -DREQUIRED=${TAMIS_REPORT_PAGE})
endif()

file(GLOB_RECURSE page_files CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/web/report/src/*)
file(GLOB page_settings CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/web/report/*)
list(FILTER page_settings EXCLUDE REGEX "/(node_modules|dist)$")
list(FILTER page_settings EXCLUDE REGEX "/(src|browser)$")
add_custom_command(OUTPUT ${page_stamp} BYPRODUCTS ${page_source}
  COMMAND ${build_page} -P ${PROJECT_SOURCE_DIR}/cmake/build_report_page.cmake
  DEPENDS ${page_files} ${page_settings} ${PROJECT_SOURCE_DIR}/cmake/build_report_page.cmake
  COMMENT "Page of tamis report" VERBATIM)
add_custom_target(report_page DEPENDS ${page_stamp})
target_sources(tamis_report PRIVATE ${page_source})
add_dependencies(tamis_report report_page)
