#include "verify/verify.h"

#include <algorithm>

#include "query/worked_out.h"
#include "verify/bound_number.h"
#include "verify/comparison_words.h"
#include "verify/document.h"
#include "verify/prose.h"
#include "verify/run_block.h"
#include "verify/tables.h"
#include "verify/wording.h"

namespace chimera::verify {
namespace {

// "Mean tokens per second for tg128. …", "Table 2: …", "All values are means with flash attention
// off": the sentence of a paragraph above a table that says what it is of; "" for none.
std::string_view caption_of(std::string_view lead) {
  constexpr std::size_t kWordsMax = 12;
  static constexpr std::array<std::string_view, 16> kVerbs = {
      "is",   "are", "was",    "were",  "has",     "have", "had",  "shows",
      "show", "we",  "reach*", "give*", "remain*", "i",    "that", "this"};
  static constexpr std::array<std::string_view, 7> kCells = {
      "all values",  "all figures", "all numbers", "values are",
      "figures are", "numbers are", "each row"};
  const std::string_view first = lead.substr(0, std::min(lead.find(". "), lead.size()));
  if (words_of(first).size() <= kWordsMax && !has_any(first, kVerbs)) {
    return first;
  }
  while (!lead.empty()) {
    const std::size_t end = std::min(lead.find(". "), lead.size());
    if (starts_with_any(lead, kCells)) {
      return lead.substr(0, end);
    }
    lead.remove_prefix(std::min(end + 2, lead.size()));
  }
  return {};
}

// Claims of one report; beyond them the rest is not looked at.
constexpr std::size_t kClaimsMax = 200'000;

// Whether a file that isn't there is the only one that is named.
bool names_missing_file(const std::vector<Mention>& mentions) {
  const auto count = [&](NameKind kind) {
    return std::ranges::count(mentions, kind, &Mention::kind);
  };
  return count(NameKind::kMissingFile) > 0 && count(NameKind::kFile) == 0 &&
         count(NameKind::kFolder) == 0;
}

class Verifier {
 public:
  Verifier(const Document& document, const Dataset& dataset, const Cancel& cancel)
      : document_(document),
        dataset_(dataset),
        cancel_(cancel),
        names_(dataset),
        run_(dataset, document),
        prose_(dataset, names_, document.lines, cancel),
        tables_(dataset, names_, document.lines, cancel) {}

  std::vector<Claim> claims() {
    const auto title =
        std::find_if(document_.blocks.begin(), document_.blocks.end(),
                     [](const Block& block) { return block.kind == BlockKind::kHeading; });
    if (title != document_.blocks.end()) {
      title_ = title->text.lower();
      title_scope_ = scope_of_heading(title_);
    }
    bound_ = judge_bound_numbers(document_, dataset_.observations());
    for (const Block& block : document_.blocks) {
      if (claims_.size() >= kClaimsMax || cancel_.raised()) {
        break;
      }
      read(block);
    }
    return in_order();
  }

 private:
  // "3. Baseline results", "Results on CUDA"; not "A fleet review".
  static bool is_subject_of_heading(std::string_view lower, const Mention& mention) {
    const std::string_view before = lower.substr(0, mention.range.begin);
    const bool first = std::none_of(before.begin(), before.end(), is_letter);
    // "Ollama context sweep": a kind of experiment ends a heading, whatever stands before it.
    const bool kind = !mention.columns.empty() && mention.columns.front() == kExperimentColumn &&
                      mention.range.end == lower.size() &&
                      mention.values.front().find_first_of("_-") != std::string::npos;
    return first || kind || before.ends_with(": ") || before.ends_with("the ") ||
           is_adverbial(lower, mention);
  }

  // "Baseline vs tuned", where nothing is called tuned: what is called baseline is half of it.
  static bool is_half_of_pair(std::string_view lower, const Mention& mention) {
    static constexpr std::array<std::string_view, 4> kAgainst = {" vs ", " vs. ", " versus ",
                                                                 " against "};
    return starts_with_any(lower.substr(mention.range.end), kAgainst) ||
           ends_with_any(lower.substr(0, mention.range.begin), kAgainst);
  }

  // "X Agent" is who wrote it, also where a setting is called X; nor is a plain word of the whole
  // report's title a setting.
  [[nodiscard]] Scope scope_of_heading(const std::string& lower) const {
    std::vector<Mention> mentions = names_.find(lower);
    const bool title = lower == title_ || has_phrase(lower, "report");
    const auto of_pair = [&lower](const Mention& mention) {
      return is_half_of_pair(lower, mention);
    };
    if (std::ranges::count_if(mentions, of_pair) == 1) {
      std::erase_if(mentions, of_pair);
    }
    std::erase_if(mentions, [&](const Mention& mention) {
      const bool author = std::string_view{lower}.substr(mention.range.end).starts_with(" agent");
      const bool word = mention.kind == NameKind::kLevel &&
                        mention.alias.find_first_of("0123456789") == std::string::npos;
      return author || (word && (title || !is_subject_of_heading(lower, mention)));
    });
    return softened(scope_of(mentions));
  }

  // What the block's headings say it is of: all of them, the nearest alone, none.
  [[nodiscard]] std::vector<Scope> scopes_of_headings(const Block& block) const {
    Scope all;
    for (auto heading = block.headings.rbegin(); heading != block.headings.rend(); ++heading) {
      all = narrowed(all, scope_of_heading(*heading));
    }
    std::vector<Scope> scopes = {narrowed(all, title_scope_)};
    const Scope nearest =
        block.headings.empty() ? Scope() : scope_of_heading(block.headings.back());
    for (const Scope& wider : {nearest, Scope()}) {
      if (!is_same_scope(wider, scopes.back())) {
        scopes.push_back(wider);
      }
    }
    return scopes;
  }

  [[nodiscard]] ProseContext context_of(const Block& block, const Scope& of_headings) const {
    ProseContext context;
    std::string all;
    for (const std::string& heading : block.headings) {
      all += heading + " ; ";
    }
    context.title = all;
    context.of_missing_file =
        !block.headings.empty() && names_missing_file(names_.find(block.headings.back()));
    context.scope = of_headings;
    const RunNumbers& run = run_.numbers();
    if (run.newest_utc_s && run.earliest_utc_s) {
      constexpr double kDaySeconds = 86'400;
      context.modified_days =
          static_cast<double>(*run.newest_utc_s - *run.earliest_utc_s) / kDaySeconds;
    }
    if (block.kind == BlockKind::kItem || block.kind == BlockKind::kTable) {
      context.title += block.lead;
      // "Results of gemma3:270m:" is what a list is about; a paragraph above it need not be.
      if (block.lead.ends_with(':')) {
        Scope of_list = scope_of(names_.find(block.lead));
        for (Setting& setting : of_list.conditions) {
          setting.soft = setting.soft || is_experiment(setting);
        }
        context.scope = narrowed(of_list, context.scope);
      } else if (block.kind == BlockKind::kTable) {
        const std::string_view caption = caption_of(block.lead);
        context.scope = narrowed(softened(scope_of(names_.find(caption))), context.scope);
      }
    }
    return context;
  }

  void read(const Block& block) {
    switch (block.kind) {
      case BlockKind::kHeading:
        return;
      case BlockKind::kFence:
        run_.judge_summary(block, claims_);
        return;
      case BlockKind::kTable:
        if (!run_.judge_table(block, claims_)) {
          read_in_scopes(block);
        }
        return;
      case BlockKind::kParagraph:
      case BlockKind::kItem:
        if (!run_.judge_line(block.text, block.headings, block.line, claims_)) {
          read_in_scopes(block);
        }
    }
  }

  // "B is the fastest there", "in this file" of a list: of the file that the item above names.
  [[nodiscard]] std::vector<Mention> files_pointed_to(std::string_view lower) const {
    static constexpr std::array<std::string_view, 4> kPointing = {"this file", "that file",
                                                                  "the same file", "this run"};
    static constexpr std::array<std::string_view, 3> kEnds = {",", ".", ";"};
    const std::size_t at = find_phrase(lower, "there");
    const std::string_view behind = lower.substr(std::min(at, lower.size()));
    const std::string_view rest =
        behind.substr(behind.empty() ? 0 : std::string_view("there").size());
    const bool there = !behind.empty() && (rest.empty() || starts_with_any(rest, kEnds));
    std::vector<Mention> files;
    if (there || has_any(lower, kPointing)) {
      std::ranges::copy_if(subjects_, std::back_inserter(files),
                           [](const Mention& mention) { return mention.kind == NameKind::kFile; });
    }
    return files;
  }

  // What nothing in the headings' scope decides may be of more than the headings say.
  void read_in_scopes(const Block& block) {
    const std::vector<Scope> scopes = scopes_of_headings(block);
    // "Observations:" below the last of several sections may be of all of them.
    const bool may_be_wider = block.headings.size() > 1 && block.headings.back().ends_with(':');
    std::vector<Mention> spoken_of;
    std::vector<Claim> claims = read_in(block, scopes.front(), spoken_of);
    for (std::size_t i = 1; i < scopes.size(); ++i) {
      const auto open = [&](const Claim& claim) {
        return claim.verdict == Verdict::kUnsupported ||
               (may_be_wider && claim.verdict == Verdict::kContradicted);
      };
      if (std::none_of(claims.begin(), claims.end(), open)) {
        break;
      }
      std::vector<Mention> unused;
      for (Claim& again : read_in(block, scopes[i], unused)) {
        const auto same = std::find_if(claims.begin(), claims.end(), [&](const Claim& claim) {
          // What was one claim in one scope may be two in another.
          const std::string_view a = claim.place.text;
          const std::string_view b = again.place.text;
          return open(claim) && claim.place.line == again.place.line &&
                 claim.place.column == again.place.column && (a.starts_with(b) || b.starts_with(a));
        });
        if (same != claims.end() && (again.verdict == Verdict::kSupported ||
                                     same->reason == VerdictReason::kNoSuchMeasurement)) {
          *same = std::move(again);
        }
      }
    }
    support_by_caption(block, scopes.front(), claims);
    std::move(claims.begin(), claims.end(), std::back_inserter(claims_));
    if (block.kind == BlockKind::kTable) {
      caption_ = softened(scope_of(names_.find(caption_of(block.lead))));
      caption_headings_ = block.headings;
    } else {
      subjects_ = std::move(spoken_of);
      headings_ = block.headings;
    }
    item_before_ = block.kind == BlockKind::kItem
                       ? blanked_names(names_.find(block.text), block.text.lower())
                       : std::string();
  }

  // "Going from 1 to 32 clients multiplies it by 4.9" below a table "with q4 weights": of what the
  // table is of, where that makes it true.
  void support_by_caption(const Block& block, const Scope& of_headings,
                          std::vector<Claim>& claims) const {
    const auto holds = [](const Claim& claim) { return claim.verdict == Verdict::kSupported; };
    if (block.kind != BlockKind::kParagraph || caption_.is_all() ||
        block.headings != caption_headings_ || std::ranges::all_of(claims, holds)) {
      return;
    }
    std::vector<Mention> unused;
    for (Claim& again : read_in(block, narrowed(caption_, of_headings), unused)) {
      const auto same = std::ranges::find_if(claims, [&](const Claim& claim) {
        return !holds(claim) && claim.place.line == again.place.line &&
               claim.place.column == again.place.column && claim.place.text == again.place.text;
      });
      // "In every series": of more than the table, and so is what no number says.
      static constexpr std::array<std::string_view, 5> kWider = {"all", "every", "each", "any",
                                                                 "across"};
      if (same != claims.end() && holds(again) && again.stated &&
          !has_any(lowered(again.place.text), kWider)) {
        *same = std::move(again);
      }
    }
  }

  std::vector<Claim> read_in(const Block& block, const Scope& of_headings,
                             std::vector<Mention>& spoken_of) const {
    std::vector<Claim> claims;
    ProseContext context = context_of(block, of_headings);
    if (block.kind == BlockKind::kTable) {
      tables_.read(block, context, claims);
      return claims;
    }
    if (block.kind == BlockKind::kParagraph && block.headings == headings_) {
      context.subjects = subjects_;
    }
    if (block.kind == BlockKind::kItem && block.headings == headings_) {
      context.item_before = item_before_;
      context.subjects = files_pointed_to(block.text.lower());
    }
    spoken_of = prose_.read(block.text, context, claims);
    return claims;
  }

  static bool overlap(const Claim& a, const Claim& b) {
    return a.place.line == b.place.line && a.place.column < b.place.column + length_of(b) &&
           b.place.column < a.place.column + length_of(a);
  }

  // A number that is bound by hand is judged by that alone.
  void take_bound() {
    if (bound_.empty()) {
      return;
    }
    std::erase_if(claims_, [&](const Claim& claim) {
      return std::any_of(bound_.begin(), bound_.end(),
                         [&](const Claim& bound) { return overlap(claim, bound); });
    });
    claims_.insert(claims_.end(), bound_.begin(), bound_.end());
  }

  std::vector<Claim> in_order() {
    take_bound();
    std::sort(claims_.begin(), claims_.end(), [](const Claim& a, const Claim& b) {
      return std::pair(a.place.line, a.place.column) < std::pair(b.place.line, b.place.column);
    });
    std::vector<Claim> kept;
    for (Claim& claim : claims_) {
      const bool overlaps = !kept.empty() && kept.back().place.line == claim.place.line &&
                            claim.place.column < kept.back().place.column + length_of(kept.back());
      if (!overlaps && !claim.place.text.empty()) {
        kept.push_back(std::move(claim));
      }
    }
    return kept;
  }

  static std::size_t length_of(const Claim& claim) {
    return static_cast<std::size_t>(
        std::count_if(claim.place.text.begin(), claim.place.text.end(),
                      [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
  }

  const Document& document_;
  const Dataset& dataset_;
  const Cancel& cancel_;
  NameFinder names_;
  RunBlock run_;
  ProseReader prose_;
  TableReader tables_;
  std::string title_;
  Scope title_scope_;
  std::vector<Claim> bound_;
  std::vector<Claim> claims_;
  std::vector<Mention> subjects_;
  std::vector<std::string> headings_;
  std::string item_before_;
  Scope caption_;                              ///< of the last table
  std::vector<std::string> caption_headings_;  ///< above it
};

}  // namespace

Result<Verified> verify_report(std::string_view report, const Observations& observations,
                               const std::vector<TreeText>& texts, const Cancel& cancel) {
  return read_document(report).and_then([&](const Document& document) -> Result<Verified> {
    const auto worked_out = query::work_out_rates(observations);
    const Dataset dataset(worked_out ? worked_out->observations : observations, texts);
    Verified verified{Verifier(document, dataset, cancel).claims()};
    for (Claim& claim : verified.claims) {
      if (worked_out) {
        query::name_columns(*worked_out, claim.evidence);
      }
    }
    return cancel.raised() ? Result<Verified>(interrupted()) : std::move(verified);
  });
}

}  // namespace chimera::verify
