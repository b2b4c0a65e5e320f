// What libyaml says of a text, event by event, in our own words: nothing else sees its types.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

#include "base/result.h"

namespace chimera::text {

enum class YamlEventKind {
  kDocument,
  kScalar,
  kAlias,
  kListStart,
  kMapStart,
  kEnd,   ///< of a list or a map
  kDone,  ///< of the text
  kOther
};

struct YamlEvent {
  YamlEventKind kind = YamlEventKind::kOther;
  std::size_t line = 0;  ///< from 1
  std::string anchor;    ///< of what begins here, or that an alias names; "" for none
  std::string tag;       ///< as spelled out; "" for none
  std::string text;      ///< of a scalar, unescaped
  bool plain = false;    ///< a scalar without quotes
};

class YamlEvents {
 public:
  /// REQUIRES: a text that outlives the events.
  explicit YamlEvents(std::string_view text);

  YamlEvents(const YamlEvents&) = delete;
  YamlEvents& operator=(const YamlEvents&) = delete;
  ~YamlEvents();

  /// The next event; kInput with the line where the text is no YAML. Not to be asked behind kDone.
  Result<YamlEvent> next();

 private:
  struct Parser;
  std::unique_ptr<Parser> parser_;
};

}  // namespace chimera::text
