// How a clause is cut into claims: each holds one anchor and the words around it, none overlaps
// another.
#include <algorithm>
#include <string>
#include <utility>

#include "verify/prose_piece.h"
#include "verify/run_block.h"
#include "verify/wording.h"

namespace chimera::verify {

std::string_view behind_label(std::string_view clause) {
  constexpr std::size_t kLabelWords = 4;
  static constexpr std::array<std::string_view, 8> kVerbs = {"ran", "is",     "was",     "took",
                                                             "has", "needed", "reached", "are"};
  const std::size_t colon = clause.find(": ");
  const std::string_view label = clause.substr(0, colon);
  const bool sentence = colon != std::string_view::npos && words_of(label).size() >= kLabelWords &&
                        has_any(clause.substr(colon), kVerbs);
  return sentence ? clause.substr(colon + 2) : clause;
}

namespace {

// Behind ", and " and the like that begin a claim.
std::size_t skip_conjunction(std::string_view text, std::size_t begin, std::size_t anchor) {
  while (begin < anchor && (text[begin] == ' ' || text[begin] == ',' || text[begin] == ';')) {
    ++begin;
  }
  for (const std::string_view word :
       {"and ", "or ", "while ", "but ", "whereas ", "against ", "versus ", "vs ", "vs. "}) {
    if (text.substr(begin).starts_with(word) && begin + word.size() <= anchor) {
      return begin + word.size();
    }
  }
  return begin;
}

}  // namespace

void mark_odd(const Plain& plain, Range range, Judgement& judgement) {
  if (plain.is_odd(range)) {
    judgement.verdict = Verdict::kUnsupported;
    judgement.reason = VerdictReason::kTooVague;
    judgement.why = "the text holds invisible characters or digits of another script";
  }
}

// "`a/b.csv`: five rows", "`a/b.csv` for the 7b model": an item of a list that begins with the
// whole path of a file says that it is there.
void ProseReader::add_listed_file(const Piece& piece, std::vector<Anchor>& anchors) const {
  static constexpr std::array<std::string_view, 6> kBehind = {":", " for ", " -", " –", " (", ","};
  const auto here = within(piece.mentions, piece.clause);
  if (here.empty() || here.front().kind != NameKind::kFile || here.front().files.size() != 1 ||
      !piece.context.head.empty()) {
    return;
  }
  const Mention& file = here.front();
  const std::string& lower = piece.plain.lower();
  const bool first = words_of(std::string_view{lower}.substr(0, file.range.begin)).empty();
  const std::string_view behind = std::string_view{lower}.substr(file.range.end);
  const bool whole = dataset_.files()[file.files.front()].path == file.alias;
  if (!first || !whole || (!behind.empty() && !starts_with_any(behind, kBehind))) {
    return;
  }
  // What is said of the clause as a whole is said behind it.
  const auto words = words_of(behind);
  for (Anchor& anchor : anchors) {
    if (file.range.holds(anchor.range.begin) && !words.empty()) {
      anchor.range.begin = file.range.end + words.front().begin;
      anchor.range.end = std::max(anchor.range.end, anchor.range.begin + 1);
    }
  }
  anchors.push_back({file.range, supported(ClaimType::kExistence, "it is there")});
}

void ProseReader::add_claims(const Piece& piece, std::vector<Anchor>& anchors,
                             std::vector<Claim>& claims) const {
  add_silent(piece, anchors);
  add_listed_file(piece, anchors);
  std::sort(anchors.begin(), anchors.end(),
            [](const Anchor& a, const Anchor& b) { return a.range.begin < b.range.begin; });
  std::size_t begin = piece.clause.begin;
  for (std::size_t i = 0; i < anchors.size(); ++i) {
    // What is said of a clause as a whole goes on behind a number that nothing is known of.
    while (i + 1 < anchors.size() && anchors[i + 1].silent && !anchors[i].silent &&
           anchors[i].range.end == anchors[i].range.begin + 1 &&
           boundary_between(piece.plain.lower(), anchors[i].range.end,
                            anchors[i + 1].range.begin) == anchors[i].range.end) {
      anchors.erase(anchors.begin() + static_cast<std::ptrdiff_t>(i) + 1);
      if (anchors[i].judgement.verdict == Verdict::kSupported) {
        anchors[i].judgement = unsupported(ClaimType::kCount, VerdictReason::kTooVague,
                                           "nothing that was read has the number in it");
      }
    }
    const bool last = i + 1 == anchors.size();
    const std::size_t end = last ? piece.clause.end
                                 : boundary_between(piece.plain.lower(), anchors[i].range.end,
                                                    anchors[i + 1].range.begin);
    Range range{std::min(begin, anchors[i].range.begin), std::max(end, anchors[i].range.end)};
    if (begin > anchors[i].range.begin) {
      continue;  // two readings of one place
    }
    if (anchors[i].silent) {
      begin = range.end;
      continue;
    }
    Judgement judgement = std::move(anchors[i].judgement);
    mark_odd(piece.plain, anchors[i].range, judgement);
    range.begin = skip_conjunction(piece.plain.lower(), range.begin, anchors[i].range.begin);
    while (range.begin < anchors[i].range.begin && !is_word_char(piece.plain.text()[range.begin]) &&
           piece.plain.text()[range.begin] != '(' && piece.plain.text()[range.begin] != '"' &&
           piece.plain.text()[range.begin] != '\'') {
      ++range.begin;
    }
    while (range.end > anchors[i].range.end &&
           (piece.plain.text()[range.end - 1] == '.' || piece.plain.text()[range.end - 1] == ',' ||
            piece.plain.text()[range.end - 1] == ' ')) {
      --range.end;
    }
    claims.push_back(
        claim_at(piece.plain, range, anchors[i].range.begin, lines_, std::move(judgement)));
    begin = range.end;
  }
}

// Its names, with their ranges in the clause.
std::vector<Mention> ProseReader::in_clause(const Piece& piece) {
  std::vector<Mention> mentions = within(piece.mentions, piece.clause);
  for (Mention& mention : mentions) {
    mention.range = {mention.range.begin - piece.clause.begin,
                     mention.range.end - piece.clause.begin};
  }
  return mentions;
}

bool ProseReader::add_whole(const Piece& piece, std::optional<Judgement> judgement,
                            std::vector<Anchor>& anchors) {
  if (!judgement) {
    return false;
  }
  const std::size_t begin = begin_of_words(piece);
  anchors.push_back({{begin, begin + 1}, *std::move(judgement)});
  return true;
}

std::size_t ProseReader::begin_of_words(const Piece& piece) {
  std::size_t at = piece.clause.begin;
  while (at + 1 < piece.clause.end && !is_word_char(piece.plain.text()[at])) {
    ++at;
  }
  return at;
}

// "`runs/`: a small one, 12 files": the folder that labels the sentence.
std::vector<Mention> ProseReader::folder_of_label(const Piece& piece) {
  const auto named = within(piece.mentions, piece.sentence);
  const bool label =
      !named.empty() && named.front().kind == NameKind::kFolder &&
      words_of(piece.text({piece.sentence.begin, named.front().range.begin})).empty() &&
      trimmed(piece.text({named.front().range.end, piece.sentence.end}), " /`*").starts_with(':');
  return label ? std::vector<Mention>{named.front()} : std::vector<Mention>();
}

// The one folder of the clause, where it stands before all of its numbers.
std::vector<Mention> ProseReader::folder_of_clause(const Piece& piece) {
  std::vector<Mention> folders = within(piece.mentions, piece.clause);
  std::erase_if(folders, [](const Mention& each) { return each.kind != NameKind::kFolder; });
  const bool first =
      folders.size() == 1 &&
      std::none_of(piece.numerals.begin(), piece.numerals.end(), [&](const Numeral& each) {
        return piece.clause.holds(each.range.begin) && !piece.is_named(each) &&
               each.range.begin < folders.front().range.begin;
      });
  return first ? folders : std::vector<Mention>();
}

}  // namespace chimera::verify
