#include "warc/digest.h"

#include <gtest/gtest.h>

namespace tamis::warc {
namespace {

// RFC 1321, RFC 3174 and FIPS 180-4 give the digests of "abc".
TEST(Digest, KnownAnswers) {
  EXPECT_EQ(DigestHex(DigestAlgorithm::kMd5, "abc"), "900150983cd24fb0d6963f7d28e17f72");
  EXPECT_EQ(DigestHex(DigestAlgorithm::kSha1, "abc"), "a9993e364706816aba3e25717850c26c9cd0d89d");
  EXPECT_EQ(DigestHex(DigestAlgorithm::kSha256, "abc"),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(DigestHex(DigestAlgorithm::kSha512, "abc").substr(0, 32),
            "ddaf35a193617abacc417349ae204131");
  EXPECT_EQ(DigestBase32(DigestAlgorithm::kSha1, ""), "3I42H3S6NNFQ2MSVX7XZKYAYSCX5QBYJ");
  EXPECT_EQ(DigestBase32(DigestAlgorithm::kMd5, "abc"), "SAAVBGB42JH3BVUWH56SRYL7OI");
}

TEST(Digest, Verify) {
  constexpr struct {
    std::string_view labelled;
    DigestCheck want;
  } kCases[] = {
      {"sha1:VGMT4NSHA2AWVOR6EVYXQUGCNSONBWE5", DigestCheck::kMatch},
      {"SHA-1:vgmt4nsha2awvor6evyxqugcnsonbwe5", DigestCheck::kMatch},
      {"sha1:a9993e364706816aba3e25717850c26c9cd0d89d", DigestCheck::kMatch},
      {"sha1:A9993E364706816ABA3E25717850C26C9CD0D89D", DigestCheck::kMatch},
      {"md5:SAAVBGB42JH3BVUWH56SRYL7OI======", DigestCheck::kMatch},
      {"sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
       DigestCheck::kMatch},
      {"sha1:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", DigestCheck::kMismatch},
      {"sha1:a9993e364706816aba3e25717850c26c9cd0d89e", DigestCheck::kMismatch},
      {"", DigestCheck::kAbsent},
      {"sha1", DigestCheck::kUnsupported},
      {"sha1:short", DigestCheck::kUnsupported},
      {"blake3:ba7816bf", DigestCheck::kUnsupported},
  };
  for (const auto& c : kCases) EXPECT_EQ(VerifyDigest(c.labelled, "abc"), c.want) << c.labelled;
}

TEST(Digest, PayloadAsStoredOrWithChunksJoined) {
  Record record;
  record.http = true;
  record.block = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n";
  const std::string joined = "sha1:" + DigestBase32(DigestAlgorithm::kSha1, "abc");
  const std::string stored =
      "sha1:" + DigestBase32(DigestAlgorithm::kSha1, "3\r\nabc\r\n0\r\n\r\n");
  record.payload_digest = joined;
  EXPECT_EQ(VerifyPayloadDigest(record), DigestCheck::kMatch);
  record.payload_digest = stored;
  EXPECT_EQ(VerifyPayloadDigest(record), DigestCheck::kMatch);
  record.payload_digest = "sha1:3I42H3S6NNFQ2MSVX7XZKYAYSCX5QBYJ";
  EXPECT_EQ(VerifyPayloadDigest(record), DigestCheck::kMismatch);
  record.http = false;
  record.block = "";
  EXPECT_EQ(VerifyPayloadDigest(record), DigestCheck::kMatch);
  EXPECT_EQ(VerifyBlockDigest(record), DigestCheck::kAbsent);
}

}  // namespace
}  // namespace tamis::warc
