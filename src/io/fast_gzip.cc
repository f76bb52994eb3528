#include "io/fast_gzip.h"

#if defined(TAMIS_ISAL)
#include <isa-l/igzip_lib.h>
#endif

#include <climits>

namespace tamis::io {

#if defined(TAMIS_ISAL)

struct FastGzip::Impl {
  isal_zstream stream;
  uint8_t level_buffer[ISAL_DEF_LVL1_DEFAULT];
};

FastGzip::FastGzip() : impl_(std::make_unique_for_overwrite<Impl>()) {}

size_t FastGzip::Compress(std::string_view bytes, char* out, size_t room) {
  if (bytes.size() > UINT_MAX || room > UINT_MAX) return 0;
  isal_zstream& stream = impl_->stream;
  isal_deflate_stateless_init(&stream);
  stream.level = 1;
  stream.level_buf = impl_->level_buffer;
  stream.level_buf_size = sizeof impl_->level_buffer;
  stream.gzip_flag = IGZIP_GZIP;
  stream.end_of_stream = 1;
  // ISA-L takes no const, but does not write to its input.
  stream.next_in = const_cast<uint8_t*>(reinterpret_cast<const uint8_t*>(bytes.data()));
  stream.avail_in = static_cast<uint32_t>(bytes.size());
  stream.next_out = reinterpret_cast<uint8_t*>(out);
  stream.avail_out = static_cast<uint32_t>(room);
  return isal_deflate_stateless(&stream) == COMP_OK ? stream.total_out : 0;
}

#else

struct FastGzip::Impl {};

FastGzip::FastGzip() = default;

size_t FastGzip::Compress(std::string_view, char*, size_t) { return 0; }

#endif

FastGzip::~FastGzip() = default;

}  // namespace tamis::io
