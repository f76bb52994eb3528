#include "store/store.h"

#include "base/platform/plugin.h"
#include "tamis/version.h"

namespace tamis::store {
namespace {

Status Unavailable(const std::string& why) {
  return Status(StatusCode::kUnsupported,
                "this tamis has no index: " + why +
                    "; run scripts/deps.sh, which installs RocksDB, and scripts/build.sh again");
}

}  // namespace

Result<std::unique_ptr<Store>> OpenStore(const StoreOptions& options) {
  const Result<void*> symbol = OpenPlugin("libtamis_store.so", kBackendSymbol);
  if (!symbol.ok()) return Unavailable(symbol.status().message());
  const Backend* backend = reinterpret_cast<BackendFunction>(*symbol)();
  if (backend->tamis_version != kVersion) {
    return Unavailable("libtamis_store.so is of tamis " + std::string(backend->tamis_version));
  }
  return backend->open(options);
}

}  // namespace tamis::store
