#include "base/platform/plugin.h"

#include <dlfcn.h>
#include <unistd.h>

#include <array>
#include <climits>

namespace tamis {
namespace {

// The folder of the program, with a slash behind it.
std::string ProgramFolder() {
  std::array<char, PATH_MAX> path{};
  const ssize_t size = readlink("/proc/self/exe", path.data(), path.size());
  std::string folder(path.data(), size > 0 ? static_cast<size_t>(size) : 0);
  folder.resize(folder.rfind('/') + 1);  // npos + 1 is 0
  return folder;
}

}  // namespace

Result<void*> OpenPlugin(const std::string& file, const char* symbol) {
  const std::string folder = ProgramFolder();
  for (const std::string& path : {folder + file, folder + "../lib/tamis/" + file}) {
    if (access(path.c_str(), R_OK) != 0) continue;
    void* library = dlopen(path.c_str(), RTLD_NOW | RTLD_LOCAL);
    if (library == nullptr) return Status(StatusCode::kUnsupported, dlerror());
    void* address = dlsym(library, symbol);
    if (address != nullptr) return address;
    return Status(StatusCode::kUnsupported, path + " is another library");
  }
  return Status(StatusCode::kUnsupported, folder + file + " is missing");
}

}  // namespace tamis
