// Source:  docs/decisions/040-parquet-plugin.md.

#include "parquet/load_backend.h"

#include <dlfcn.h>
#include <unistd.h>

#include <array>
#include <climits>
#include <string>

#include "tamis/version.h"

namespace tamis::parquet {
namespace {

constexpr char kLibrary[] = "libtamis_parquet.so";
constexpr char kHowToGet[] =
    "; run scripts/deps.sh, which installs Apache Arrow, and scripts/build.sh again, or write "
    "--format jsonl";

// The folder of the program, with a slash behind it.
std::string ProgramFolder() {
  std::array<char, PATH_MAX> path{};
  const ssize_t size = readlink("/proc/self/exe", path.data(), path.size());
  std::string folder(path.data(), size > 0 ? static_cast<size_t>(size) : 0);
  folder.resize(folder.rfind('/') + 1);  // npos + 1 is 0
  return folder;
}

Status Unavailable(const std::string& why) {
  return Status(StatusCode::kUnsupported, "this tamis has no Parquet: " + why + kHowToGet);
}

Result<const Backend*> Open() {
  const std::string folder = ProgramFolder();
  const std::string paths[] = {folder + kLibrary, folder + "../lib/tamis/" + kLibrary};
  for (const std::string& path : paths) {
    if (access(path.c_str(), R_OK) != 0) continue;
    void* library = dlopen(path.c_str(), RTLD_NOW | RTLD_LOCAL);
    if (library == nullptr) return Unavailable(dlerror());
    void* symbol = dlsym(library, kBackendSymbol);
    if (symbol == nullptr) return Unavailable(path + " is another library");
    const Backend* backend = reinterpret_cast<BackendFunction>(symbol)();
    if (backend->tamis_version() == kVersion) return backend;
    return Unavailable(path + " is of tamis " + std::string(backend->tamis_version()));
  }
  return Unavailable(paths[0] + " is missing");
}

}  // namespace

const Result<const Backend*>& LoadBackend() {
  static const Result<const Backend*> kBackend = Open();
  return kBackend;
}

}  // namespace tamis::parquet
