// Digests as archives and rows hold them: "sha1:" and base32, "sha256:" and hex.

#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "warc/record.h"

namespace tamis::warc {

enum class DigestAlgorithm : uint8_t { kMd5, kSha1, kSha256, kSha512 };

// The digest, without a label, in RFC 4648 base32 (upper case, no padding) or lower-case hex.
std::string DigestBase32(DigestAlgorithm algorithm, std::string_view bytes);
std::string DigestHex(DigestAlgorithm algorithm, std::string_view bytes);

enum class DigestCheck : uint8_t {
  kMatch,
  kMismatch,
  kAbsent,       // nothing to compare with
  kUnsupported,  // an algorithm or spelling that tamis does not know
};

// Compares `bytes` with a labelled digest: md5, sha1 (or sha-1), sha256, sha512; base32 or hex, any
// case.
DigestCheck VerifyDigest(std::string_view labelled, std::string_view bytes);

// WARC-Block-Digest of the whole block.
DigestCheck VerifyBlockDigest(const Record& record);

// WARC-Payload-Digest. Of an HTTP message it is over the body as stored (Common Crawl, warcio), or,
// when that does not match, over the chunks of a chunked body joined (the standard's reading); of
// other records over the block.
DigestCheck VerifyPayloadDigest(const Record& record);

}  // namespace tamis::warc
