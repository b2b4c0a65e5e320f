#include "cli/verdicts.h"

#include <algorithm>

#include "cli/columns.h"
#include "report/evidence_json.h"
#include "text/json_write.h"
#include "text/unicode.h"

namespace chimera::cli {
namespace {

// A line longer than this is cut around its claim.
constexpr std::size_t kLineMax = 100;

std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> lines;
  for (std::size_t start = 0; start <= text.size();) {
    const std::size_t end = std::min(text.find('\n', start), text.size());
    lines.push_back(text.substr(start, end - start));
    start = end + 1;
  }
  return lines;
}

void write_claim(text::JsonWriter& json, const Claim& claim) {
  json.open_object();
  json.key("line").count(claim.place.line);
  json.key("column").count(claim.place.column);
  json.key("text").string(claim.place.text);
  json.key("type").string(claim_type_name(claim.type));
  json.key("verdict").string(verdict_name(claim.verdict));
  json.key("reason").string(verdict_reason_name(claim.reason));
  if (claim.stated) {
    json.key("stated").open_object();
    json.key("value").number(claim.stated->value);
    json.key("unit").string(claim.stated->unit);
    json.close_object();
  }
  if (claim.found) {
    json.key("found").open_object();
    json.key("value").number(claim.found->value);
    json.key("unit").string(claim.found->unit);
    json.key("query").string(claim.found->query);
    json.close_object();
  }
  report::write_evidence(json, claim.evidence);
  json.key("why").string(claim.why);
  json.close_object();
}

std::string found_text(const Claim& claim) {
  if (!claim.found) {
    return "";
  }
  return text::number_text(claim.found->value) +
         (claim.found->unit.empty() ? "" : " " + claim.found->unit);
}

// The stretch of the line around the claim, and how many code points stand before the claim in it.
std::pair<std::string, std::size_t> shown_line(std::string_view line, const Claim& claim) {
  const std::size_t at = line.find(claim.place.text);
  const std::size_t begin = at == std::string_view::npos ? 0 : at;
  std::size_t start = line.size() <= kLineMax || begin < kLineMax / 3 ? 0 : begin - kLineMax / 3;
  while (start > 0 && (static_cast<unsigned char>(line[start]) & 0xC0U) == 0x80U) {
    --start;
  }
  const std::string shown = text::one_line(line.substr(start), kLineMax + claim.place.text.size());
  return {shown, text::code_points(line.substr(start, begin - start))};
}

void write_sarif_result(text::JsonWriter& json, const Claim& claim, std::string_view report) {
  json.open_object();
  json.key("ruleId").string(verdict_reason_name(claim.reason));
  json.key("level").string(claim.verdict == Verdict::kContradicted ? "error" : "note");
  json.key("message").open_object();
  json.key("text").string(std::string(verdict_name(claim.verdict)) + ": " + claim.why);
  json.close_object();
  json.key("locations").open_array().open_object();
  json.key("physicalLocation").open_object();
  json.key("artifactLocation").open_object();
  json.key("uri").string(report);
  json.close_object();
  json.key("region").open_object();
  json.key("startLine").count(claim.place.line);
  json.key("startColumn").count(claim.place.column);
  json.key("endColumn").count(claim.place.column + text::code_points(claim.place.text));
  json.close_object().close_object().close_object().close_array().close_object();
}

// An HTML comment may hold no two hyphens.
void append_note(const Claim& claim, std::string& out) {
  std::string said = text::one_line(claim.place.text + "\": " + claim.why, 400);
  for (std::size_t at = said.find("--"); at != std::string::npos; at = said.find("--", at)) {
    said.replace(at, 2, "\u2013");
  }
  out.append("<!-- ")
      .append(verdict_name(claim.verdict))
      .append(": \"")
      .append(said)
      .append(" -->");
}

}  // namespace

std::string verdicts_json(const std::vector<Claim>& claims) {
  text::JsonWriter json;
  json.open_object();
  json.key("schema").string("chimera.verdicts/1");
  json.key("claims").open_array();
  for (const Claim& claim : claims) {
    write_claim(json, claim);
  }
  json.close_array();
  const VerdictCounts counts = count_verdicts(claims);
  json.key("summary").open_object();
  json.key("supported").count(counts.supported);
  json.key("contradicted").count(counts.contradicted);
  json.key("unsupported").count(counts.unsupported);
  json.close_object().close_object();
  return json.take() + "\n";
}

std::string verdicts_sarif(const std::vector<Claim>& claims, std::string_view report) {
  text::JsonWriter json;
  json.open_object();
  json.key("version").string("2.1.0");
  json.key("runs").open_array().open_object();
  json.key("tool").open_object().key("driver").open_object();
  json.key("name").string("chimera verify");
  json.close_object().close_object();
  json.key("columnKind").string("unicodeCodePoints");
  json.key("results").open_array();
  for (const Claim& claim : claims) {
    if (claim.verdict != Verdict::kSupported) {
      write_sarif_result(json, claim, report);
    }
  }
  json.close_array().close_object().close_array().close_object();
  return json.take() + "\n";
}

std::string annotated(const std::vector<Claim>& claims, std::string_view report) {
  const auto lines = lines_of(report);
  std::string out;
  auto claim = claims.begin();
  for (std::size_t i = 0; i < lines.size(); ++i) {
    out.append(lines[i]);
    for (; claim != claims.end() && claim->place.line <= i + 1; ++claim) {
      if (claim->verdict != Verdict::kSupported) {
        append_note(*claim, out);
      }
    }
    if (i + 1 < lines.size()) {
      out.append("\n");
    }
  }
  return out;
}

void print_verdicts(const std::vector<Claim>& claims, std::string_view report,
                    std::string_view path, Terminal& terminal) {
  const auto lines = lines_of(report);
  for (const Claim& claim : claims) {
    const auto [line, before] = shown_line(lines[claim.place.line - 1], claim);
    std::string text = terminal.bold(std::string(path) + ":" + std::to_string(claim.place.line) +
                                     ":" + std::to_string(claim.place.column)) +
                       " " + std::string(verdict_name(claim.verdict)) + " (" +
                       std::string(verdict_reason_name(claim.reason)) + ")\n  " + line + "\n  ";
    text.append(before, ' ').append(text::code_points(claim.place.text), '^').append("\n  ");
    text += clean(claim.why);
    if (claim.found && claim.verdict == Verdict::kContradicted) {
      text += "\n  found: " + found_text(claim);
    }
    if (claim.found && !claim.found->query.empty()) {
      text += "\n  query: chimera query DIR " + clean(claim.found->query);
    }
    for (const Evidence& cells : claim.evidence) {
      text += "\n  cells: " + clean(cells.file) + " " + clean(cells.pointer) + " " +
              clean(cells.column) + " rows " + cells.rows;
    }
    terminal.print(text + "\n\n");
  }
}

Result<void> stands(const std::vector<Claim>& claims, const std::string& folder) {
  const VerdictCounts counts = count_verdicts(claims);
  if (counts.contradicted == 0) {
    return {};
  }
  return fail(ErrorCode::kAnswerIsNo, "the report is written, but the verifier refutes " +
                                          counted(counts.contradicted, "claim") +
                                          " of it, a bug of Chimera: see '" + folder +
                                          "/verdicts.json'");
}

}  // namespace chimera::cli
