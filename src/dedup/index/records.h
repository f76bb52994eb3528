// What the tables of an index hold, as bytes: written and read here, and nowhere else.
//
//   state       "method", "state"                          how texts are compared; how far it is
//   documents   number                                     content, URL, id
//   shingles    number                                     the set of shingles
//   keys        kind, hash, number                         nothing: the key says all
//   histories   hash of a URL                              its captures
//
// Numbers in keys are big-endian, so that tables are in their order; those in values little-endian
// or varints. What is read may be damaged: every Decode() takes any bytes.
//
// Source:  docs/formats/dedup-index.md.
// Tested:  records_test.cc; fuzzed by fuzz/index_records.cc.

#pragma once

#include <compare>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "dedup/exact/content_hash.h"
#include "dedup/signature/minhash.h"
#include "dedup/signature/shingles.h"
#include "tamis/status.h"

namespace tamis::dedup {

// Tables by their place in the store.
enum IndexTable : size_t { kStateTable, kDocumentTable, kShingleTable, kKeyTable, kHistoryTable };

inline constexpr uint32_t kIndexFormat = 1;

// How the texts of an index are compared. What two signatures share they share by the same method.
struct IndexMethod {
  ShingleOptions shingles = {};
  Banding banding = {};
  uint64_t seed = 1;
  uint64_t probe = 0;  // a hash of a fixed text's signature: it tells when the code has changed
};

struct IndexState {
  uint64_t generation = 0;  // how often something was added
  uint64_t next = 0;        // number of the next document; none is given twice
  uint64_t documents = 0;   // that are there

  bool operator==(const IndexState&) const = default;
};

struct StoredDocument {
  ContentHash content = {};
  uint64_t url_key = 0;  // a hash that equal addresses share; 0: none
  std::string id = {};   // as the row has it
  std::string url = {};

  bool operator==(const StoredDocument&) const = default;
};

// What a document is found by.
enum class KeyKind : uint16_t { kContent = 0, kId = 1, kUrl = 2, kFirstBand = 16 };

struct IndexKey {
  uint16_t kind = 0;  // a KeyKind; of band b: kFirstBand + b
  uint64_t hash = 0;
  uint64_t number = 0;

  auto operator<=>(const IndexKey&) const = default;
};

inline constexpr size_t kKeyPrefixBytes = 10;  // kind and hash
inline constexpr size_t kKeyBytes = 18;

struct Capture {
  uint64_t date = 0;     // 14 digits: 20261123220705; those that are not known are 0
  uint64_t content = 0;  // a hash of the text

  auto operator<=>(const Capture&) const = default;
};

// Each replaces `out`.
void EncodeNumber(uint64_t number, std::string& out);  // as a key
void EncodeKey(const IndexKey& key, std::string& out);
void EncodeMethod(const IndexMethod& method, std::string& out);
void EncodeState(const IndexState& state, std::string& out);
void EncodeDocument(const StoredDocument& document, std::string& out);
// About 2 bits and the logarithm of the mean gap a shingle: 3.2 bytes for 400 of them.
// REQUIRES: sorted, each once.
void EncodeShingles(std::span<const uint32_t> set, std::string& out);
// REQUIRES: sorted, each once.
void EncodeCaptures(std::span<const Capture> captures, std::string& out);

// Errors: kMalformed; of DecodeMethod kUnsupported, too: a format of another version.
Result<uint64_t> DecodeNumber(std::string_view bytes);
Result<IndexKey> DecodeKey(std::string_view bytes);
Result<IndexMethod> DecodeMethod(std::string_view bytes);
Result<IndexState> DecodeState(std::string_view bytes);
Result<StoredDocument> DecodeDocument(std::string_view bytes);
Status DecodeShingles(std::string_view bytes, std::vector<uint32_t>& set);
Status DecodeCaptures(std::string_view bytes, std::vector<Capture>& captures);

}  // namespace tamis::dedup
