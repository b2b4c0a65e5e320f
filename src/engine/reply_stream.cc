#include "engine/reply_stream.h"

#include <cmath>
#include <utility>

#include "text/json_tolerant.h"
#include "text/unicode.h"

namespace chimera::engine {
namespace {

constexpr double kCountMax = 9007199254740992;  // 2^53

std::string ascii_only(std::string_view bytes) {
  std::string text(bytes);
  for (char& c : text) {
    c = static_cast<unsigned char>(c) < 0x80U ? c : '?';
  }
  return text;
}

}  // namespace

std::optional<text::JsonValue> ReplyStream::read_json(std::string_view bytes) {
  const std::string clean = text::is_utf8(bytes) ? std::string(bytes) : ascii_only(bytes);
  if (auto strict = text::parse_json(clean)) {
    return *std::move(strict);
  }
  // Halves of surrogate pairs, one an event, are no reason to lose a reply.
  auto tolerant = text::parse_json_tolerantly(clean);
  if (tolerant && !tolerant->broken) {
    return std::move(tolerant->value);
  }
  unreadable_ = true;
  reply_.ended = false;
  return std::nullopt;
}

void ReplyStream::add_text(const text::JsonValue* content) {
  if (content == nullptr || content->kind != text::JsonKind::kString || content->text.empty()) {
    return;
  }
  ++reply_.pieces;
  const double now_s = clock_->steady_s();
  if (!reply_.first_at_s) {
    reply_.first_at_s = now_s;
  }
  reply_.too_long = reply_.too_long || reply_.text.size() + content->text.size() > bytes_max_;
  if (!reply_.too_long) {
    reply_.text += content->text;
    reply_.kept.push_back({content->text.size(), now_s});
  }
}

void ReplyStream::fail(const text::JsonValue& error) {
  const std::string why = error_text(error);
  reply_.failed = why.empty() ? "no reason given" : why;
  reply_.ended = false;
}

void ReplyStream::end(std::string_view reason) {
  reply_.ended = !unreadable_ && !reply_.failed;
  reply_.out_of_tokens = reply_.out_of_tokens || reason == "length";
}

std::string error_text(const text::JsonValue& json) {
  const text::JsonValue* const error = json.find("error");
  if (error == nullptr || error->kind == text::JsonKind::kNull) {
    return "";
  }
  const text::JsonValue* const message = error->find("message");
  return message != nullptr ? message->text : error->text;
}

std::optional<double> number_in(const text::JsonValue* object, std::string_view key, double scale) {
  const text::JsonValue* const value = object != nullptr ? object->find(key) : nullptr;
  if (value == nullptr || value->kind != text::JsonKind::kNumber || !(value->number >= 0) ||
      value->number > kCountMax) {
    return std::nullopt;
  }
  return value->number * scale;
}

std::optional<std::size_t> count_in(const text::JsonValue* object, std::string_view key) {
  const std::optional<double> number = number_in(object, key);
  if (!number || std::floor(*number) < *number) {
    return std::nullopt;
  }
  return static_cast<std::size_t>(*number);
}

}  // namespace chimera::engine
