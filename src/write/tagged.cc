#include "write/tagged.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include "base/check.h"
#include "write/prompt.h"

namespace chimera::write {
namespace {

bool is_words(const Phrase& phrase, std::size_t i, std::string_view text) {
  return i < phrase.size() && phrase[i].kind == PieceKind::kWords && phrase[i].text == text;
}

bool is_kind(const Phrase& phrase, std::size_t i, PieceKind kind) {
  return i < phrase.size() && phrase[i].kind == kind;
}

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

class Tagger {
 public:
  explicit Tagger(const Phrase& statement) : left_(statement) {}

  std::optional<Tagged> take() {
    while (at_ < left_.size()) {
      const Piece& piece = left_[at_];
      if (piece.kind == PieceKind::kWords) {
        if (piece.text.find_first_of("[]") != std::string::npos) {
          return std::nullopt;
        }
        made_.text += piece.text;
        ++at_;
      } else {
        add(piece.kind == PieceKind::kName ? name() : value(), piece.kind == PieceKind::kName);
      }
    }
    return made_.tags.size() > kTagsMax ? std::nullopt : std::optional(std::move(made_));
  }

 private:
  Phrase name() { return {left_[at_++]}; }

  Phrase value() {
    Phrase group;
    const bool is_p = take_p(group);
    const std::string unit = left_[at_].unit;
    group.push_back(left_[at_++]);
    take_unit(unit, group);
    take_interval(group);
    if (is_p && is_words(left_, at_, ", ") && is_kind(left_, at_ + 1, PieceKind::kName)) {
      take_pieces(2, group);
    }
    return group;
  }

  // The "p = " that stands before the value already.
  bool take_p(Phrase& group) {
    for (const std::string_view sign : {"p = ", "p < "}) {
      if (made_.text.ends_with(sign)) {
        made_.text.erase(made_.text.size() - sign.size());
        group.push_back(words(std::string(sign)));
        return true;
      }
    }
    return false;
  }

  void take_unit(const std::string& unit, Phrase& group) {
    const std::string shown = " " + unit;
    if (unit.empty() || !is_kind(left_, at_, PieceKind::kWords) ||
        !left_[at_].text.starts_with(shown)) {
      return;
    }
    std::string& text = left_[at_].text;
    if (text.size() > shown.size() && is_letter(text[shown.size()])) {
      return;
    }
    group.push_back(words(shown));
    text.erase(0, shown.size());
    at_ += text.empty() ? 1U : 0U;
  }

  // " (95 % interval 1.2 to 1.4)": seven pieces, of which what follows may go on in the last.
  void take_interval(Phrase& group) {
    constexpr std::size_t kBeforeClose = 6;
    const std::size_t close = at_ + kBeforeClose;
    if (!is_words(left_, at_, " (") || !is_kind(left_, at_ + 1, PieceKind::kLevel) ||
        !is_kind(left_, close, PieceKind::kWords) || !left_[close].text.starts_with(')')) {
      return;
    }
    take_pieces(kBeforeClose, group);
    group.push_back(words(")"));
    left_[at_].text.erase(0, 1);
  }

  void take_pieces(std::size_t count, Phrase& group) {
    for (std::size_t i = 0; i < count; ++i) {
      group.push_back(left_[at_++]);
    }
  }

  void add(const Phrase& phrase, bool is_name) {
    auto tag = std::find_if(made_.tags.begin(), made_.tags.end(),
                            [&](const Tag& known) { return known.phrase == phrase; });
    if (tag == made_.tags.end()) {
      tag = made_.tags.insert(tag, Tag{phrase, is_name, 0});
    }
    ++tag->uses;
    const auto index = static_cast<std::size_t>(tag - made_.tags.begin());
    made_.text += index < kTagsMax ? tag_text(index) : "";
  }

  Phrase left_;
  std::size_t at_ = 0;
  Tagged made_;
};

std::string meaning_of(const Tag& tag, std::span<const Fact> facts) {
  if (tag.is_name) {
    return "a name";
  }
  const auto piece = std::find_if(tag.phrase.begin(), tag.phrase.end(),
                                  [](const Piece& one) { return one.kind == PieceKind::kValue; });
  if (piece == tag.phrase.end()) {
    return "a value";
  }
  const auto fact = std::find_if(facts.begin(), facts.end(),
                                 [&](const Fact& one) { return one.id == piece->fact; });
  if (fact == facts.end()) {
    return "a value";
  }
  const std::string of = " of " + fact->query.metric;
  return piece->part == "value" ? std::string(statistic_name(fact->statistic())) + of
                                : piece->part + of;
}

}  // namespace

std::string tag_text(std::size_t index) {
  CHIMERA_CHECK(index < kTagsMax, "a tag beyond the last letter");
  return {'[', static_cast<char>('A' + index), ']'};
}

std::optional<Tagged> tagged(const Phrase& statement) {
  return Tagger(statement).take();
}

std::string tag_list(const Tagged& statement, std::span<const Fact> facts) {
  std::string list;
  for (std::size_t i = 0; i < statement.tags.size(); ++i) {
    const Tag& tag = statement.tags[i];
    list += tag_text(i) + " = " + as_data(markdown_of(tag.phrase)) + ": " +
            as_data(meaning_of(tag, facts)) + "\n";
  }
  return list;
}

}  // namespace chimera::write
