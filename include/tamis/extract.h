// One page in, one document out.
//
//   bytes -> encoding -> html -> extract -> document

#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "tamis/attributes.h"
#include "tamis/document.h"
#include "tamis/options.h"
#include "tamis/site.h"
#include "tamis/stage_times.h"

namespace tamis {

// A field of an HTTP answer's header.
struct HttpField {
  std::string_view name;  // any case
  std::string_view value;
};

// What is known about a page besides its bytes. Views must outlive the call.
struct PageContext {
  std::string_view url = {};           // empty when unknown
  std::string_view content_type = {};  // HTTP Content-Type value, e.g. "text/html; charset=utf-8"
  std::string_view fetch_date = {};    // ISO 8601; empty when unknown
  InputKind kind = InputKind::kAuto;   // when not kAuto it beats ExtractOptions::input
  bool cut_short = false;  // the bytes are known to end early: status kTruncated at best
  int http_status = 0;     // 0: unknown
  std::span<const HttpField> http_fields = {};  // those that are known, in order
  SiteView site = {};  // what repeats on the page's site, when it was counted
};

// Which costly parts of Document to fill.
struct Wanted {
  bool markdown = false;
  bool block_text = false;  // Block::text
  bool mask_pii = false;    // letters and digits of Document::pii overwritten, wherever they stand
};

// Extracts documents, reusing its memory from page to page.
//
// Errors:   never fails: any bytes give a document whose status tells what is wrong: kTooLarge,
//           kNodeLimit, kDepthLimit, kTimeout, kTruncated (the document is partial), kNotHtml (the
//           bytes are no text; the document is empty).
// Lifetime: the document is valid until the next call or the extractor's end.
// Threads:  one extractor per thread.
class Extractor {
 public:
  explicit Extractor(ExtractOptions options = {});
  ~Extractor();
  Extractor(Extractor&&) noexcept;
  Extractor& operator=(Extractor&&) noexcept;

  const Document& Extract(std::string_view bytes, const PageContext& context = {},
                          Wanted wanted = {}) TAMIS_LIFETIME_BOUND;

  // What all calls so far took.
  const StageTimes& stage_times() const TAMIS_LIFETIME_BOUND;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

// Appends the document as one JSON object without a newline (the row of docs/formats/row.md,
// without the fields that only an archive knows).
void AppendJson(const Document& document, const PageContext& context, std::string& out);

// Appends one line per block: decision, reason, score, byte range, kind, text.
// REQUIRES: extracted with Wanted::block_text.
void AppendExplanation(const Document& document, std::string& out);

// Reads the file of one page ("-": stdin), decompressed when it is gzip or zstd. At most
// `max_bytes` are read; what follows is left out.
//
// Errors, each with a sentence that names the file:
//         kNotFound, kIo      there is no such file, or it cannot be read.
//         kInvalidArgument    it is empty.
//         kTruncated, kMalformed  the compressed data are damaged.
//         kUnsupported        it holds many pages (a crawl archive, JSON rows): see Run().
Result<std::string> ReadPage(const std::string& path, uint64_t max_bytes);

}  // namespace tamis
