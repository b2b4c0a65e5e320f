#include "read/format/plain_json_lines.h"

#include <memory>
#include <span>

#include "base/same_bytes.h"

namespace chimera::read {

namespace {

constexpr std::size_t kDepthMax = 16;
constexpr std::size_t kValuesMax = 1'000;

void skip_blanks(std::string_view line, std::size_t& at) {
  while (at < line.size() && (line[at] == ' ' || line[at] == '\t')) {
    ++at;
  }
}

bool take(std::string_view line, std::size_t& at, char c) {
  skip_blanks(line, at);
  if (at >= line.size() || line[at] != c) {
    return false;
  }
  ++at;
  return true;
}

/// A line fits where it has what the template has between its values; only those are looked at.
class JsonLineCutter : public LineCutter {
 public:
  explicit JsonLineCutter(const JsonLineTemplate& line)
      : before_(line.before()), behind_(line.behind()) {}

  bool cut(std::string_view lines, std::span<const std::size_t> wanted,
           const TakeRow& take) override {
    const JsonScalars scalars(lines);
    cells_.resize(wanted.size());
    for (std::size_t at = 0; at < lines.size();) {
      const std::size_t end = cut_line(scalars, at, wanted);
      if (end == JsonScalars::kNone || !take(lines.substr(at, end - at), cells_)) {
        return false;
      }
      at = behind_break(lines, end);
    }
    return true;
  }

 private:
  static bool has_literal(std::string_view lines, std::size_t at, const std::string& literal) {
    return lines.size() - at >= literal.size() &&
           same_bytes(lines.data() + at, literal.data(), literal.size());
  }

  /// The line's end; kNone where it doesn't fit.
  std::size_t cut_line(const JsonScalars& scalars, std::size_t at,
                       std::span<const std::size_t> wanted) {
    const std::string_view lines = scalars.text();
    std::size_t next = 0;
    for (std::size_t i = 0; i < before_.size(); ++i) {
      if (!has_literal(lines, at, before_[i])) {
        return JsonScalars::kNone;
      }
      at += before_[i].size();
      const std::size_t end = scalars.end_of(at);
      if (end == JsonScalars::kNone) {
        return end;
      }
      if (next < wanted.size() && wanted[next] == i) {
        cells_[next++] = scalars.cell(at, end);
      }
      at = end;
    }
    const std::size_t end = at + behind_.size();
    return has_literal(lines, at, behind_) && behind_break(lines, end) != JsonScalars::kNone
               ? end
               : JsonScalars::kNone;
  }

  /// Where the next line begins; kNone where the one before doesn't end at `at`.
  static std::size_t behind_break(std::string_view lines, std::size_t at) {
    at += at < lines.size() && lines[at] == '\r' ? 1U : 0U;
    if (at == lines.size()) {
      return at;
    }
    return lines[at] == '\n' ? at + 1 : JsonScalars::kNone;
  }

  std::vector<std::string> before_;
  std::string behind_;
  std::vector<std::string_view> cells_;
};

}  // namespace

std::optional<JsonLineTemplate> JsonLineTemplate::make(std::string_view line) {
  JsonLineTemplate made;
  std::size_t at = 0;
  if (!made.add_object(JsonScalars(line), at, "", 0) || made.names_.empty()) {
    return std::nullopt;
  }
  made.behind_ = line.substr(made.literal_);
  skip_blanks(line, at);
  return at == line.size() ? std::optional(std::move(made)) : std::nullopt;
}

bool JsonLineTemplate::add_object(const JsonScalars& line, std::size_t& at,
                                  const std::string& above, std::size_t depth) {
  if (depth > kDepthMax || !take(line.text(), at, '{')) {
    return false;
  }
  do {
    if (!add_member(line, at, above, depth)) {
      return false;
    }
  } while (take(line.text(), at, ','));
  return take(line.text(), at, '}');
}

bool JsonLineTemplate::add_member(const JsonScalars& line, std::size_t& at,
                                  const std::string& above, std::size_t depth) {
  const std::string_view text = line.text();
  skip_blanks(text, at);
  if (at >= text.size() || text[at] != '"' || names_.size() >= kValuesMax) {
    return false;
  }
  const std::size_t key_end = line.end_of_string(at);
  if (key_end == JsonScalars::kNone) {
    return false;
  }
  const std::string key(line.cell(at, key_end));
  at = key_end;
  if (!take(text, at, ':')) {
    return false;
  }
  const std::string name = above.empty() ? key : above + "." + key;
  skip_blanks(text, at);
  if (at < text.size() && text[at] == '{') {
    return add_object(line, at, name, depth + 1);
  }
  const std::string before(text.substr(literal_, at - literal_));
  at = line.end_of(at);
  if (at == JsonScalars::kNone) {
    return false;
  }
  names_.push_back(name);
  before_.push_back(before);
  literal_ = at;
  return true;
}

PlainRows plain_rows(const JsonLineTemplate& line) {
  return {.format = "json", .names = line.names(), .make_cutter = [line] {
            return std::make_unique<JsonLineCutter>(line);
          }};
}

}  // namespace chimera::read
