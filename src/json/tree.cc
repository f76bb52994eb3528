#include "json/tree.h"

#include <simdjson.h>

#include <string>
#include <variant>
#include <vector>

#include "base/unicode/utf8.h"
#include "json/check.h"
#include "json/mend.h"

namespace tamis::json {
namespace {

namespace dom = simdjson::dom;

// An open array or object: where the walk stands in it.
struct ArrayFrame {
  dom::array::iterator next, end;
};
struct ObjectFrame {
  dom::object::iterator next, end;
};
struct Frame {
  uint32_t node;
  std::variant<ArrayFrame, ObjectFrame> place;
};

}  // namespace

struct TreeReader::Impl {
  explicit Impl(TreeLimits l) : limits(l), parser(l.max_bytes + size_t{4096}) {}

  Result<std::span<const Node>> Read(std::string_view text);
  Result<std::span<const Node>> Parse(std::string_view text);
  bool Flatten(dom::element root);
  void AddNode(std::string_view key, dom::element value);

  TreeLimits limits;
  dom::parser parser;
  bool parser_ready = false;
  std::string padded;  // the text with the padding that simdjson reads over
  std::string mended;
  std::string valid;
  std::vector<Node> nodes;
  std::vector<Frame> frames;
};

void TreeReader::Impl::AddNode(std::string_view key, dom::element value) {
  Node node;
  node.key = key;
  const auto index = static_cast<uint32_t>(nodes.size());
  node.end = index + 1;
  switch (value.type()) {
    case dom::element_type::ARRAY: {
      node.kind = Kind::kArray;
      const auto array = value.get_array().value_unsafe();
      frames.push_back({index, ArrayFrame{array.begin(), array.end()}});
      break;
    }
    case dom::element_type::OBJECT: {
      node.kind = Kind::kObject;
      const auto object = value.get_object().value_unsafe();
      frames.push_back({index, ObjectFrame{object.begin(), object.end()}});
      break;
    }
    case dom::element_type::STRING:
      node.kind = Kind::kString;
      node.text = value.get_string().value_unsafe();
      break;
    case dom::element_type::BOOL:
      node.kind = Kind::kBool;
      node.number = value.get_bool().value_unsafe() ? 1 : 0;
      break;
    case dom::element_type::NULL_VALUE:
      node.kind = Kind::kNull;
      break;
    default:
      node.kind = Kind::kNumber;
      node.integer = value.is_int64();
      node.number = value.get_double().value_unsafe();
      break;
  }
  nodes.push_back(node);
}

// False when there are more than max_nodes.
bool TreeReader::Impl::Flatten(dom::element root) {
  nodes.clear();
  frames.clear();
  AddNode({}, root);
  while (!frames.empty()) {
    if (nodes.size() >= limits.max_nodes) return false;
    Frame& frame = frames.back();
    if (auto* array = std::get_if<ArrayFrame>(&frame.place)) {
      if (array->next != array->end) {
        const dom::element value = *array->next;
        ++array->next;
        AddNode({}, value);
        continue;
      }
    } else {
      auto& object = std::get<ObjectFrame>(frame.place);
      if (object.next != object.end) {
        const dom::key_value_pair member = *object.next;
        ++object.next;
        AddNode(member.key, member.value);
        continue;
      }
    }
    nodes[frame.node].end = static_cast<uint32_t>(nodes.size());
    frames.pop_back();
  }
  return true;
}

Result<std::span<const Node>> TreeReader::Impl::Parse(std::string_view text) {
  if (!parser_ready) {
    if (parser.allocate(4096, limits.max_depth + 1) != simdjson::SUCCESS) {
      return Status(StatusCode::kInternal, "no memory for the JSON parser");
    }
    parser_ready = true;
  }
  padded.assign(text);
  padded.resize(text.size() + simdjson::SIMDJSON_PADDING);
  dom::element root;
  const auto error = parser.parse(padded.data(), text.size(), false).get(root);
  if (error != simdjson::SUCCESS) {
    Status status = CheckSyntax(text, limits.max_depth);
    if (!status.ok()) return status;
    return Status(StatusCode::kMalformed, "a string or number that JSON does not allow");
  }
  if (!Flatten(root)) return Status(StatusCode::kNodeLimit, "too many values in the JSON");
  return std::span<const Node>(nodes);
}

Result<std::span<const Node>> TreeReader::Impl::Read(std::string_view text) {
  if (text.size() > limits.max_bytes) {
    return Status(StatusCode::kTooLarge, limits.max_bytes, "the JSON is too large");
  }
  return Parse(text);
}

TreeReader::TreeReader(TreeLimits limits) : impl_(std::make_unique<Impl>(limits)) {}
TreeReader::~TreeReader() = default;
TreeReader::TreeReader(TreeReader&&) noexcept = default;
TreeReader& TreeReader::operator=(TreeReader&&) noexcept = default;

Result<std::span<const Node>> TreeReader::Read(std::string_view text) { return impl_->Read(text); }

Result<std::span<const Node>> TreeReader::ReadTolerant(std::string_view text) {
  text = Unwrap(text);
  Result<std::span<const Node>> strict = impl_->Read(text);
  if (strict.ok() || strict.status().code() != StatusCode::kMalformed) {
    if (strict.ok() || strict.status().code() != StatusCode::kTruncated) return strict;
  }
  impl_->valid.clear();
  AppendUtf8Lossy(text, impl_->valid);
  impl_->mended.clear();
  Mend(impl_->valid, impl_->mended);
  if (impl_->mended.size() > impl_->parser.max_capacity()) {
    return Status(StatusCode::kTooLarge, impl_->limits.max_bytes, "the JSON is too large");
  }
  return impl_->Parse(impl_->mended);
}

}  // namespace tamis::json
