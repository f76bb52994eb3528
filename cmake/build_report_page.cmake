# Builds web/report with npm and writes the page as a C++ source.
#   cmake -DSOURCE=web/report -DFOLDER=build/web/report -DOUTPUT=x.cc -DSTAMP=file [-DNPM=npm] [-DREQUIRED=ON] -P build_report_page.cmake
# The work is done in a copy in FOLDER: several builds of one source tree do not meet. Modules are
# installed again only when package-lock.json has changed.
cmake_minimum_required(VERSION 3.22)

# Writes the bytes of PAGE, or none, as report::PageTemplate().
function(write_source page)
  set(size 0)
  set(bytes "0")
  if(page)
    file(READ ${page} bytes HEX)
    string(LENGTH "${bytes}" size)
    math(EXPR size "${size} / 2")
    string(REGEX REPLACE "(................................)" "\\1\n" bytes "${bytes}")
    string(REGEX REPLACE "([0-9a-f][0-9a-f])" "0x\\1," bytes "${bytes}")
  endif()
  set(text "// Made by cmake/build_report_page.cmake from web/report.\n#include \"report/page.h\"\n
namespace tamis::report {\nnamespace {\nconstexpr unsigned char kPage[] = {\n${bytes}};\n}  // namespace\n
std::string_view PageTemplate() {\n  return {reinterpret_cast<const char*>(kPage), ${size}};\n}\n}  // namespace tamis::report\n")
  set(old "")
  if(EXISTS ${OUTPUT})
    file(READ ${OUTPUT} old)
  endif()
  if(NOT old STREQUAL text)
    file(WRITE ${OUTPUT} "${text}")
  endif()
endfunction()

# Leaves the script when npm failed: with an error if the page is REQUIRED, else without a page.
macro(give_up what log)
  if(REQUIRED STREQUAL "ON")
    message(FATAL_ERROR "tamis report: ${what} failed:\n${log}")
  endif()
  message(WARNING "tamis report is built without its page, since ${what} failed; the next build tries again:\n${log}")
  write_source("")
  return()
endmacro()

file(MAKE_DIRECTORY ${FOLDER})
if(NOT NPM)
  write_source("")
  file(TOUCH ${STAMP})
  return()
endif()

file(SHA256 ${SOURCE}/package-lock.json lock)
set(installed "")
if(EXISTS ${FOLDER}/node_modules/installed)
  file(READ ${FOLDER}/node_modules/installed installed)
endif()
file(GLOB settings ${SOURCE}/*.json ${SOURCE}/*.ts ${SOURCE}/*.html)
file(COPY ${settings} DESTINATION ${FOLDER})
file(REMOVE_RECURSE ${FOLDER}/src ${FOLDER}/dist)
file(COPY ${SOURCE}/src DESTINATION ${FOLDER})

if(NOT installed STREQUAL lock)
  execute_process(COMMAND ${NPM} ci --ignore-scripts --no-audit --no-fund --loglevel=error --fetch-retries=1 --fetch-timeout=30000
    WORKING_DIRECTORY ${FOLDER} RESULT_VARIABLE failed OUTPUT_VARIABLE log ERROR_VARIABLE log TIMEOUT 300)
  if(failed)
    give_up("npm ci" "${log}")
  endif()
  file(WRITE ${FOLDER}/node_modules/installed ${lock})
endif()
execute_process(COMMAND ${NPM} run --silent build
  WORKING_DIRECTORY ${FOLDER} RESULT_VARIABLE failed OUTPUT_VARIABLE log ERROR_VARIABLE log TIMEOUT 300)
if(failed OR NOT EXISTS ${FOLDER}/dist/index.html)
  give_up("npm run build" "${log}")
endif()
write_source(${FOLDER}/dist/index.html)
file(TOUCH ${STAMP})
