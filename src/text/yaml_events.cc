#include "text/yaml_events.h"

#include <yaml.h>

namespace chimera::text {

namespace {

// libyaml's characters are bytes.
std::string text_of(const yaml_char_t* text) {
  return text == nullptr ? "" : reinterpret_cast<const char*>(text);
}

/// An event of libyaml's, which owns its texts.
struct Owned {
  Owned() = default;
  Owned(const Owned&) = delete;
  Owned& operator=(const Owned&) = delete;

  ~Owned() { yaml_event_delete(&event); }

  yaml_event_t event{};
};

YamlEventKind kind_of(const yaml_event_t& event) {
  switch (event.type) {
    case YAML_DOCUMENT_START_EVENT:
      return YamlEventKind::kDocument;
    case YAML_SCALAR_EVENT:
      return YamlEventKind::kScalar;
    case YAML_ALIAS_EVENT:
      return YamlEventKind::kAlias;
    case YAML_SEQUENCE_START_EVENT:
      return YamlEventKind::kListStart;
    case YAML_MAPPING_START_EVENT:
      return YamlEventKind::kMapStart;
    case YAML_SEQUENCE_END_EVENT:
    case YAML_MAPPING_END_EVENT:
      return YamlEventKind::kEnd;
    case YAML_STREAM_END_EVENT:
      return YamlEventKind::kDone;
    case YAML_NO_EVENT:
    case YAML_STREAM_START_EVENT:
    case YAML_DOCUMENT_END_EVENT:
      break;
  }
  return YamlEventKind::kOther;
}

YamlEvent event_of(const yaml_event_t& event) {
  YamlEvent result{.kind = kind_of(event), .line = event.start_mark.line + 1};
  if (event.type == YAML_SCALAR_EVENT) {
    const auto& scalar = event.data.scalar;
    result.anchor = text_of(scalar.anchor);
    result.tag = text_of(scalar.tag);
    result.text.assign(reinterpret_cast<const char*>(scalar.value), scalar.length);
    result.plain = scalar.style == YAML_PLAIN_SCALAR_STYLE;
  } else if (event.type == YAML_ALIAS_EVENT) {
    result.anchor = text_of(event.data.alias.anchor);
  } else if (event.type == YAML_SEQUENCE_START_EVENT) {
    result.anchor = text_of(event.data.sequence_start.anchor);
    result.tag = text_of(event.data.sequence_start.tag);
  } else if (event.type == YAML_MAPPING_START_EVENT) {
    result.anchor = text_of(event.data.mapping_start.anchor);
    result.tag = text_of(event.data.mapping_start.tag);
  }
  return result;
}

}  // namespace

struct YamlEvents::Parser {
  yaml_parser_t yaml{};
  bool ready = false;
};

YamlEvents::YamlEvents(std::string_view text) : parser_(std::make_unique<Parser>()) {
  // libyaml asserts that there is a first byte, even of none.
  const std::string_view whole = text.data() == nullptr ? "" : text;
  parser_->ready = yaml_parser_initialize(&parser_->yaml) == 1;
  if (parser_->ready) {
    yaml_parser_set_encoding(&parser_->yaml, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(
        &parser_->yaml, reinterpret_cast<const unsigned char*>(whole.data()), whole.size());
  }
}

YamlEvents::~YamlEvents() {
  yaml_parser_delete(&parser_->yaml);
}

Result<YamlEvent> YamlEvents::next() {
  yaml_parser_t& yaml = parser_->yaml;
  Owned owned;
  if (parser_->ready && yaml_parser_parse(&yaml, &owned.event) == 1) {
    return event_of(owned.event);
  }
  const std::string why = yaml.problem == nullptr ? "out of memory" : yaml.problem;
  return fail(ErrorCode::kInput, "no YAML: " + why, {.line = yaml.problem_mark.line + 1});
}

}  // namespace chimera::text
