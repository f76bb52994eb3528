#include "block_texts.h"

#include "tamis/archive.h"

namespace tamis::cli {

bool BlockTexts::Find(const BlockPlace& place, std::string& text) {
  Result<ArchiveReader> reader = ArchiveReader::OpenAt(
      place.warc_filename, place.warc_record_offset, place.warc_record_length);
  if (!reader.ok()) return false;
  const Result<ArchiveRecord> record = reader->Next();
  if (!record.ok()) return false;
  // Copied: the body is asked of the same reader, and takes the record's views with it.
  const std::string url(record->url), content_type(record->content_type);
  std::string note;
  const std::string_view body = reader->Body(note);
  const Document& document = extractor_.Extract(body, {.url = url, .content_type = content_type},
                                                {.block_text = true, .mask_pii = true});
  for (const Block& block : document.blocks) {
    if (block.html_begin != place.html_start || block.html_end != place.html_end) continue;
    text = block.text;
    return true;
  }
  return false;
}

}  // namespace tamis::cli
