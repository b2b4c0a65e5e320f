#include "text/yaml.h"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "text/yaml_events.h"
#include "text/yaml_scalar.h"

namespace chimera::text {

namespace {

constexpr std::size_t kValueWeight = 8;

/// A value, and what it costs where it is copied.
struct Weighed {
  JsonValue value;
  std::size_t weight = 0;
  std::size_t depth = 0;  ///< of what is below it
};

class Builder {
 public:
  Result<JsonValue> build(std::string_view text) {
    YamlEvents events(text);
    while (true) {
      const auto event = events.next();
      if (!event) {
        return tl::unexpected(event.error());
      }
      if (auto done = take(*event); !done) {
        return tl::unexpected(done.error());
      }
      if (event->kind == YamlEventKind::kDone) {
        return std::move(root_);
      }
    }
  }

 private:
  struct Open {
    Weighed held;
    std::string anchor;
    std::optional<std::string> key;  ///< that waits for its value
    std::set<std::string> keys;
  };

  static tl::unexpected<Error> refuse(const YamlEvent& event, const std::string& why) {
    return tl::unexpected(Error{ErrorCode::kInput, why, {.line = event.line}});
  }

  static bool is_known_tag(std::string_view tag) {
    constexpr std::string_view kStandard = "tag:yaml.org,2002:";
    static constexpr std::array<std::string_view, 3> kNames{"str", "map", "seq"};
    return tag.empty() || tag == "!" ||
           (tag.starts_with(kStandard) &&
            std::find(kNames.begin(), kNames.end(), tag.substr(kStandard.size())) != kNames.end());
  }

  Result<void> take(const YamlEvent& event) {
    if (!is_known_tag(event.tag)) {
      return refuse(event, "the tag '" + event.tag + "' is not read");
    }
    switch (event.kind) {
      case YamlEventKind::kDocument:
        return documents_++ == 0 ? Result<void>() : refuse(event, "a second document");
      case YamlEventKind::kScalar:
        return take_scalar(event);
      case YamlEventKind::kAlias:
        return take_alias(event);
      case YamlEventKind::kListStart:
      case YamlEventKind::kMapStart:
        return open(event);
      case YamlEventKind::kEnd:
        return close(event);
      case YamlEventKind::kDone:
      case YamlEventKind::kOther:
        break;
    }
    return {};
  }

  Result<void> take_scalar(const YamlEvent& event) {
    std::string text = event.text;
    if (waits_for_key()) {
      return take_key(event, std::move(text));
    }
    const std::size_t weight = kValueWeight + text.size();
    JsonValue value = event.plain && event.tag.empty()
                          ? plain_yaml_value(std::move(text))
                          : JsonValue{.kind = JsonKind::kString, .text = std::move(text)};
    return add(event, {std::move(value), weight, 0}, event.anchor);
  }

  [[nodiscard]] bool waits_for_key() const {
    return !open_.empty() && open_.back().held.value.kind == JsonKind::kObject && !open_.back().key;
  }

  Result<void> take_key(const YamlEvent& event, std::string name) {
    Open& object = open_.back();
    if (!object.keys.insert(name).second) {
      return refuse(event, "the key '" + name + "' stands twice");
    }
    object.held.weight += name.size();
    object.key = std::move(name);
    return weigh(event, object.key->size());
  }

  Result<void> take_alias(const YamlEvent& event) {
    if (waits_for_key()) {
      return refuse(event, "a key that is no scalar");
    }
    const auto anchored = anchors_.find(event.anchor);
    if (anchored == anchors_.end()) {
      return refuse(event, "the alias '" + event.anchor + "' has no anchor above");
    }
    // Weighed before it is copied.
    if (auto light = weigh(event, anchored->second.weight); !light) {
      return light;
    }
    return place(event, anchored->second);
  }

  Result<void> open(const YamlEvent& event) {
    if (waits_for_key()) {
      return refuse(event, "a key that is no scalar");
    }
    if (open_.size() >= kYamlDepthMax) {
      return refuse(event, "nested too deeply");
    }
    const bool list = event.kind == YamlEventKind::kListStart;
    open_.push_back({.held = {.value = {.kind = list ? JsonKind::kArray : JsonKind::kObject},
                              .weight = kValueWeight},
                     .anchor = event.anchor,
                     .key = {},
                     .keys = {}});
    return weigh(event, kValueWeight);
  }

  Result<void> close(const YamlEvent& event) {
    Open closed = std::move(open_.back());
    open_.pop_back();
    return keep_anchor(event, closed.anchor, closed.held).and_then([&] {
      return place(event, std::move(closed.held));
    });
  }

  Result<void> add(const YamlEvent& event, Weighed value, const std::string& anchor) {
    return weigh(event, value.weight)
        .and_then([&] { return keep_anchor(event, anchor, value); })
        .and_then([&] { return place(event, std::move(value)); });
  }

  Result<void> keep_anchor(const YamlEvent& event, const std::string& anchor,
                           const Weighed& value) {
    if (anchor.empty()) {
      return {};
    }
    return weigh(event, value.weight).map([&] { anchors_[anchor] = value; });
  }

  /// Puts a whole value where it belongs.
  Result<void> place(const YamlEvent& event, Weighed value) {
    if (open_.empty()) {
      root_ = std::move(value.value);
      return {};
    }
    if (open_.size() + value.depth > kYamlDepthMax) {
      return refuse(event, "nested too deeply");
    }
    Open& parent = open_.back();
    parent.held.weight += value.weight;
    parent.held.depth = std::max(parent.held.depth, value.depth + 1);
    if (parent.held.value.kind == JsonKind::kArray) {
      parent.held.value.items.push_back(std::move(value.value));
    } else {
      parent.held.value.members.push_back(
          {std::move(parent.key).value_or(""), std::move(value.value)});
      parent.key.reset();
    }
    return {};
  }

  Result<void> weigh(const YamlEvent& event, std::size_t weight) {
    weight_ += weight;
    return weight_ <= kYamlWeightMax ? Result<void>()
                                     : refuse(event, "too large with all aliases written out");
  }

  JsonValue root_;
  std::vector<Open> open_;
  std::map<std::string, Weighed, std::less<>> anchors_;
  std::size_t weight_ = 0;
  std::size_t documents_ = 0;
};

}  // namespace

Result<JsonValue> parse_yaml(std::string_view text) {
  if (text.size() > kYamlBytesMax) {
    return fail(ErrorCode::kInput, "more than 4 MiB of YAML");
  }
  return Builder().build(text);
}

}  // namespace chimera::text
