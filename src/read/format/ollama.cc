// Ollama's API (/api/generate, /api/chat): a stream of objects of which the last one, with "done":
// true, holds the counts and, in ns on the server's clock, the durations; a call without streaming
// gives that object alone. One trial for each. All numbers are left out where they are zero: a
// prompt that was in the cache has no prompt_eval_duration, which is missing and not 0 s.
// total_duration holds load_duration.
#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "read/format/format.h"
#include "read/format/json_objects.h"
#include "read/format/json_shape.h"
#include "read/format/known_columns.h"
#include "read/format/ollama_verbose.h"
#include "read/format/problem_list.h"

namespace chimera::read {

namespace {

using text::JsonKind;
using text::JsonValue;

constexpr std::array kColumns{
    KnownColumn{"model", Role::kSubject},
    KnownColumn{"created_at", Role::kTime},
    KnownColumn{"total_duration", Role::kMetric, "e2e_latency", "ns"},
    KnownColumn{"load_duration", Role::kMetric, "load_time", "ns"},
    KnownColumn{"prompt_eval_count", Role::kMetric, "prompt_tokens"},
    KnownColumn{"prompt_eval_duration", Role::kMetric, "prompt_eval_time", "ns"},
    KnownColumn{"eval_count", Role::kMetric, "tokens"},
    KnownColumn{"eval_duration", Role::kMetric, "eval_time", "ns"},
    KnownColumn{"done", Role::kNote},
    KnownColumn{"done_reason", Role::kNote},
    KnownColumn{"response", Role::kNote},
    KnownColumn{"thinking", Role::kNote},
    KnownColumn{"message.*", Role::kNote},
    KnownColumn{"error", Role::kError},
};

enum class Piece { kPart, kEnd, kError, kOther };

Piece piece_of(const JsonValue& value) {
  const JsonValue* done = value.find("done");
  if (done != nullptr && done->kind == JsonKind::kBool && value.find("model") != nullptr &&
      value.find("created_at") != nullptr) {
    return done->boolean ? Piece::kEnd : Piece::kPart;
  }
  const JsonValue* error = value.find("error");
  const bool alone = error != nullptr && error->kind == JsonKind::kString;
  return alone && value.members.size() == 1 ? Piece::kError : Piece::kOther;
}

/// The ids of the tokens so far, for the next call: no sample.
std::size_t remove_context(JsonValue& end) {
  std::size_t leaves = 0;
  const auto is_context = [&](const text::JsonMember& member) {
    const bool found = member.first == "context" && member.second.kind == JsonKind::kArray;
    leaves += found ? count_leaves(member.second) : 0;
    return found;
  };
  end.members.erase(std::remove_if(end.members.begin(), end.members.end(), is_context),
                    end.members.end());
  return leaves;
}

/// Keeps the ends and the errors. False if one of the values is nothing of Ollama's.
class Answers {
 public:
  explicit Answers(JsonObjects& objects) : objects_(objects) {}

  bool sort() {
    JsonValue kept{.kind = JsonKind::kArray};
    std::vector<std::size_t> lines;
    for (std::size_t i = 0; i < objects_.root.items.size(); ++i) {
      JsonValue& value = objects_.root.items[i];
      switch (piece_of(value)) {
        case Piece::kOther:
          return false;
        case Piece::kPart:
          skip_leaves(parts_, count_leaves(value), where(i));
          open_at_ = open_at_.empty() ? where(i) : open_at_;
          continue;
        case Piece::kEnd:
          any_ = true;
          skip_leaves(context_, remove_context(value), where(i));
          break;
        case Piece::kError:
          break;
      }
      open_at_.clear();
      lines.push_back(objects_.lines.empty() ? i : objects_.lines[i]);
      kept.items.push_back(std::move(value));
    }
    objects_.root = std::move(kept);
    objects_.lines = std::move(lines);
    return any_ || parts_.count > 0;
  }

  [[nodiscard]] std::vector<Skipped> left_out() const { return {parts_, context_}; }

  /// Where a stream begins that has no end; "" if all have one.
  [[nodiscard]] const std::string& open_at() const { return open_at_; }

 private:
  [[nodiscard]] std::string where(std::size_t i) const {
    return objects_.lines.empty() ? "/" + std::to_string(i) : line_text(objects_.lines[i]);
  }

  JsonObjects& objects_;
  Skipped parts_{.reason = "a part of a stream: text without counts"};
  Skipped context_{.reason = "ids of tokens"};
  std::string open_at_;
  bool any_ = false;
};

FormatOutput read_one(const Source& source, JsonObjects objects) {
  Skipped context{.reason = "ids of tokens"};
  skip_leaves(context, remove_context(objects.root), "/context");
  return json_output(source, std::move(objects), {context});
}

std::optional<FormatOutput> read_answers(const Source& source) {
  if (source.text.find("\"done\"") == std::string_view::npos ||
      source.text.find("\"created_at\"") == std::string_view::npos) {
    return std::nullopt;
  }
  auto objects = json_objects(source);
  if (!objects) {
    return std::nullopt;
  }
  if (objects->root.kind == JsonKind::kObject) {
    return piece_of(objects->root) == Piece::kEnd
               ? std::optional(read_one(source, std::move(*objects)))
               : std::nullopt;
  }
  Answers answers(*objects);
  if (!answers.sort()) {
    return std::nullopt;
  }
  FormatOutput output = json_output(source, std::move(*objects), answers.left_out());
  if (!answers.open_at().empty()) {
    output.problems.push_back({source.path, answers.open_at(),
                               "a stream without its last object: it has no counts and no times"});
  }
  return output;
}

}  // namespace

std::optional<FormatOutput> read_ollama(const Source& source) {
  if (source.type != ArtifactType::kJson && source.type != ArtifactType::kLog) {
    return std::nullopt;
  }
  if (auto output = read_answers(source)) {
    for (Table& table : output->tables) {
      know_columns(table, kColumns, "ollama");
    }
    return output;
  }
  return read_ollama_verbose(source);
}

}  // namespace chimera::read
