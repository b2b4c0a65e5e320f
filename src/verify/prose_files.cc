// What prose says of files and folders themselves: names of none that is there, lists of folders,
// numbers behind a label that names a folder, files of a type.
#include <algorithm>
#include <array>
#include <utility>

#include "verify/counts.h"
#include "verify/folders_listed.h"
#include "verify/prose_piece.h"
#include "verify/wording.h"

namespace chimera::verify {

void ProseReader::add_missing_files(const Piece& piece, std::vector<Anchor>& anchors) const {
  for (const Mention& mention : within(piece.mentions, piece.clause)) {
    // What a link leads to is the document's own matter: it need not lie in the data.
    if (mention.kind == NameKind::kMissingFile && !piece.plain.is_link(mention.range.begin)) {
      const std::string nearest = names_.nearest_file(mention.alias);
      anchors.push_back(
          {mention.range,
           contradicted(ClaimType::kExistence, VerdictReason::kNoSuchThing,
                        "there is no '" + mention.alias + "'" +
                            (nearest.empty() ? "" : "; the nearest name is '" + nearest + "'"))});
    }
  }
}

void ProseReader::add_listed_folders(const Piece& piece, std::vector<Anchor>& anchors) const {
  // "And `b/`" is below the label of the sentence.
  for (FolderListed& folder : find_listed_folders(dataset_, piece.text(piece.sentence))) {
    const Range range{piece.sentence.begin + folder.range.begin,
                      piece.sentence.begin + folder.range.end};
    if (piece.clause.holds(range.begin)) {
      anchors.push_back({range, std::move(folder.judgement)});
    }
  }
}

// "Files in `runs/`: 18", "CSV files below `runs/` = 9".
std::optional<Judgement> ProseReader::judge_files_by_label(const Piece& piece,
                                                           const Numeral& numeral) const {
  static constexpr std::array<std::string_view, 5> kPlaces = {"in", "under", "below", "inside",
                                                              "within"};
  static constexpr std::array<std::string_view, 3> kNouns = {"files", "artifacts", "documents"};
  constexpr std::size_t kLabelWords = 5;
  const auto folders = within(piece.mentions, {piece.clause.begin, numeral.range.begin});
  if (folders.size() != 1 || folders.front().kind != NameKind::kFolder) {
    return std::nullopt;
  }
  const Mention& folder = folders.front();
  const std::string label = piece.text({piece.clause.begin, folder.range.begin});
  const std::string sign = trimmed(piece.text({folder.range.end, numeral.range.begin}), " /`'");
  const bool opened = sign == ":" || sign == "=" || sign == "(";
  return opened && has_any(label, kNouns) && ends_with_word(trimmed(label, " `'"), kPlaces) &&
                 words_of(label).size() <= kLabelWords
             ? judge_count(dataset_, numeral, {label, scope_of({folder}), false})
             : std::nullopt;
}

// "19 folders, 12 of them time-stamped folders below `runs/`".
std::optional<Judgement> ProseReader::judge_folders_of_them(const Piece& piece,
                                                            const Numeral& numeral) const {
  static constexpr std::array<std::string_view, 4> kThem = {" of them ", " of these ", " of those ",
                                                            " of which "};
  static constexpr std::array<std::string_view, 3> kNouns = {"folders", "directories",
                                                             "subfolders"};
  constexpr std::size_t kNounWords = 6;
  const std::string behind = piece.text({numeral.range.end, piece.clause.end});
  const auto* const them =
      std::ranges::find_if(kThem, [&](std::string_view each) { return behind.starts_with(each); });
  if (them == kThem.end()) {
    return std::nullopt;
  }
  const std::string_view said = std::string_view{behind}.substr(them->size());
  for (const std::string_view noun : kNouns) {
    const std::size_t at = find_phrase(said, noun);
    if (at == std::string_view::npos || words_of(said.substr(0, at)).size() > kNounWords) {
      continue;
    }
    std::vector<Mention> folders = within(piece.mentions, {numeral.range.end, piece.clause.end});
    std::erase_if(folders, [](const Mention& each) { return each.kind != NameKind::kFolder; });
    const std::string spoken(said.substr(0, at + noun.size()));
    return judge_count(dataset_, numeral, {spoken, scope_of(folders), false});
  }
  return std::nullopt;
}

// Whether the file that the number is of, by its sentence, the one before it or the heading, is one
// that isn't there.
bool ProseReader::is_of_missing_file(const Piece& piece) {
  const auto is_missing = [](const Mention& each) { return each.kind == NameKind::kMissingFile; };
  const auto is_place = [](const Mention& each) {
    return each.kind == NameKind::kFile || each.kind == NameKind::kFolder;
  };
  const auto here = within(
      piece.mentions, {piece.sentence.begin, std::max(piece.sentence.begin, piece.clause.end)});
  if (std::ranges::any_of(here, is_missing)) {
    return std::ranges::none_of(here,
                                [](const Mention& each) { return each.kind == NameKind::kFile; });
  }
  if (std::ranges::any_of(here, is_place)) {
    return false;
  }
  const auto before = within(piece.mentions, piece.previous);
  const bool said_before = std::ranges::any_of(before, is_missing);
  const bool other = std::ranges::any_of(before, is_place);
  return !other && (piece.context.of_missing_file || said_before);
}

// "Nine CSV files": of all there are, of a folder, of a topic.
std::optional<Judgement> ProseReader::judge_typed_files(const Piece& piece, const Numeral& numeral,
                                                        std::string_view type,
                                                        const std::vector<Mention>& folder) const {
  auto of_type =
      judge_count(dataset_, numeral, {"files " + std::string(type), scope_of(folder), false});
  const bool refuted = of_type && of_type->verdict == Verdict::kContradicted && folder.empty();
  // "The folder X pairs 9 JSON files with 12 Markdown ones": all of X.
  const auto subject = refuted ? folder_of_clause(piece) : std::vector<Mention>();
  auto there = subject.empty()
                   ? std::nullopt
                   : judge_count(dataset_, numeral,
                                 {"files " + std::string(type), scope_of(subject), false});
  if (there && there->verdict == Verdict::kSupported) {
    return there;
  }
  auto named = refuted ? judge_files_of_topic(dataset_, numeral,
                                              piece.text(piece.segment_of(numeral)), *type_in(type))
                       : std::nullopt;
  return named ? named : of_type;
}

}  // namespace chimera::verify
