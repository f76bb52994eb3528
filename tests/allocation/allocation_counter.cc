#include "tests/allocation/allocation_counter.h"

#include <cstddef>

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define TAMIS_SANITIZED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define TAMIS_SANITIZED 1
#endif
#endif

namespace tamis {
namespace {

// Of a test's tool, and of each thread alone: a counter that malloc itself may touch.
thread_local AllocationCount count;

}  // namespace

AllocationCount AllocationsSoFar() { return count; }

#if defined(__GLIBC__) && !defined(TAMIS_SANITIZED)

const bool kAllocationsAreCounted = true;

#else

const bool kAllocationsAreCounted = false;

#endif

}  // namespace tamis

#if defined(__GLIBC__) && !defined(TAMIS_SANITIZED)

// glibc lets a program replace these four together; operator new of libstdc++ ends in malloc.
// https://www.gnu.org/software/libc/manual/html_node/Replacing-malloc.html
extern "C" {

void* __libc_malloc(size_t size);
void* __libc_calloc(size_t members, size_t size);
void* __libc_realloc(void* block, size_t size);
void __libc_free(void* block);

void* malloc(size_t size) {
  ++tamis::count.calls;
  tamis::count.bytes += size;
  return __libc_malloc(size);
}

void* calloc(size_t members, size_t size) {
  ++tamis::count.calls;
  tamis::count.bytes += members * size;
  return __libc_calloc(members, size);
}

void* realloc(void* block, size_t size) {
  ++tamis::count.calls;
  tamis::count.bytes += size;
  return __libc_realloc(block, size);
}

void free(void* block) { __libc_free(block); }

}  // extern "C"

#endif
