#include "warc/digest.h"

#include <openssl/evp.h>

#include <algorithm>
#include <array>
#include <optional>

#include "warc/http.h"
#include "warc/http_framing.h"

namespace tamis::warc {
namespace {

struct Bytes {
  std::array<unsigned char, EVP_MAX_MD_SIZE> data = {};
  unsigned size = 0;
};

Bytes Hash(DigestAlgorithm algorithm, std::string_view bytes) {
  const EVP_MD* md = nullptr;
  switch (algorithm) {
    case DigestAlgorithm::kMd5:
      md = EVP_md5();
      break;
    case DigestAlgorithm::kSha1:
      md = EVP_sha1();
      break;
    case DigestAlgorithm::kSha256:
      md = EVP_sha256();
      break;
    case DigestAlgorithm::kSha512:
      md = EVP_sha512();
      break;
  }
  Bytes digest;
  // Fails only where a policy forbids the algorithm (md5 under FIPS): an empty digest then.
  if (EVP_Digest(bytes.data(), bytes.size(), digest.data.data(), &digest.size, md, nullptr) != 1) {
    digest.size = 0;
  }
  return digest;
}

std::string Hex(const Bytes& digest) {
  constexpr char kDigits[] = "0123456789abcdef";
  std::string out;
  for (unsigned i = 0; i < digest.size; ++i) {
    out += kDigits[digest.data[i] >> 4];
    out += kDigits[digest.data[i] & 15];
  }
  return out;
}

// https://www.rfc-editor.org/rfc/rfc4648#section-6
std::string Base32(const Bytes& digest) {
  constexpr char kDigits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  std::string out;
  unsigned bits = 0;
  unsigned held = 0;
  for (unsigned i = 0; i < digest.size; ++i) {
    held = (held << 8) | digest.data[i];
    for (bits += 8; bits >= 5; bits -= 5) out += kDigits[(held >> (bits - 5)) & 31];
    held &= 0xff;
  }
  if (bits != 0) out += kDigits[(held << (5 - bits)) & 31];
  return out;
}

std::optional<DigestAlgorithm> AlgorithmNamed(std::string_view name) {
  if (EqualsIgnoringCase(name, "sha1") || EqualsIgnoringCase(name, "sha-1")) {
    return DigestAlgorithm::kSha1;
  }
  if (EqualsIgnoringCase(name, "sha256") || EqualsIgnoringCase(name, "sha-256")) {
    return DigestAlgorithm::kSha256;
  }
  if (EqualsIgnoringCase(name, "sha512") || EqualsIgnoringCase(name, "sha-512")) {
    return DigestAlgorithm::kSha512;
  }
  if (EqualsIgnoringCase(name, "md5")) return DigestAlgorithm::kMd5;
  return std::nullopt;
}

}  // namespace

std::string DigestBase32(DigestAlgorithm algorithm, std::string_view bytes) {
  return Base32(Hash(algorithm, bytes));
}

std::string DigestHex(DigestAlgorithm algorithm, std::string_view bytes) {
  return Hex(Hash(algorithm, bytes));
}

DigestCheck VerifyDigest(std::string_view labelled, std::string_view bytes) {
  if (labelled.empty()) return DigestCheck::kAbsent;
  const size_t colon = labelled.find(':');
  if (colon == std::string_view::npos) return DigestCheck::kUnsupported;
  const std::optional<DigestAlgorithm> algorithm = AlgorithmNamed(labelled.substr(0, colon));
  if (!algorithm) return DigestCheck::kUnsupported;
  std::string_view value = labelled.substr(colon + 1);
  value = value.substr(0, value.find('='));  // padding of base32
  const Bytes digest = Hash(*algorithm, bytes);
  const std::string hex = Hex(digest);
  const std::string base32 = Base32(digest);
  if (hex.empty() || (value.size() != hex.size() && value.size() != base32.size())) {
    return DigestCheck::kUnsupported;
  }
  const bool match = EqualsIgnoringCase(value, hex) || EqualsIgnoringCase(value, base32);
  return match ? DigestCheck::kMatch : DigestCheck::kMismatch;
}

DigestCheck VerifyBlockDigest(const Record& record) {
  return VerifyDigest(record.block_digest, record.block);
}

DigestCheck VerifyPayloadDigest(const Record& record) {
  if (!record.http) return VerifyDigest(record.payload_digest, record.block);
  HeaderFields headers;
  const HttpFraming framing = FrameHttp(record.block, HttpLimits{}.max_header_bytes, headers);
  const DigestCheck stored = VerifyDigest(record.payload_digest, framing.body);
  if (stored != DigestCheck::kMismatch || !IsChunked(headers)) return stored;
  io::WindowBuffer joined;
  const ChunkedResult chunks = JoinChunks(framing.body, joined);
  return chunks.chunked ? VerifyDigest(record.payload_digest, joined.view()) : stored;
}

}  // namespace tamis::warc
