#include "write/prompt.h"

#include <algorithm>

#include "base/check.h"
#include "base/hash.h"
#include "text/unicode.h"

namespace chimera::write {
namespace {

// Whether the '<' before this character is a sign in a formula.
bool compares(char next) {
  return next == ' ' || next == '=' || (next >= '0' && next <= '9');
}

std::string list_item(std::string_view text) {
  return "- " + as_data(text) + "\n";
}

std::string coverage_list(const std::vector<std::vector<Phrase>>& coverage) {
  std::string list;
  for (const std::vector<Phrase>& ways : coverage) {
    if (!ways.empty()) {
      list += list_item(markdown_of(ways.front()));
    }
  }
  return list;
}

/// As many as fit into `bytes`, at least the first.
std::string statement_list(const std::vector<const Finding*>& findings, std::size_t bytes) {
  std::string list;
  for (std::size_t i = 0; i < findings.size() && i < kStatementsMax; ++i) {
    const std::string item = list_item(findings[i]->statement);
    if (i > 0 && list.size() + item.size() > bytes) {
      break;
    }
    list += item;
  }
  return list;
}

std::string_view heading_of(Input input) {
  switch (input) {
    case Input::kCoverage:
      return "What was read:\n";
    case Input::kProblems:
      return "What is missing or broken:\n";
    case Input::kCollector:
      return "The collector's inventory:\n";
    case Input::kFindings:
      return "Findings, strongest first:\n";
  }
  CHIMERA_CHECK(false, "an input out of range");
}

/// `room` is for what may be cut.
std::string body_of(Input input, const Material& material, std::size_t room) {
  switch (input) {
    case Input::kCoverage:
      return coverage_list(material.coverage);
    case Input::kProblems:
      return statement_list(material.problems, kPromptBytesMax);
    case Input::kCollector:
      return material.collected;
    case Input::kFindings:
      return statement_list(material.findings, room);
  }
  CHIMERA_CHECK(false, "an input out of range");
}

}  // namespace

std::string as_data(std::string_view text) {
  const std::string line = text::one_line(text, kStatementCodePoints);
  std::string out;
  for (std::size_t i = 0; i < line.size(); ++i) {
    const char next = i + 1 < line.size() ? line[i + 1] : ' ';
    if (line[i] == '<' && !compares(next)) {
      continue;
    }
    out += line[i] == '|' ? '/' : line[i];
  }
  return out;
}

Reading reading_of(const Agent& agent, const Material& material) {
  Reading reading{.prompt = {.system = agent.persona, .user = {}}, .inputs = {}};
  std::string& user = reading.prompt.user;
  for (const Input input : agent.inputs) {
    const std::string_view heading = heading_of(input);
    const std::size_t used = user.size() + heading.size() + agent.task.size();
    const std::string body =
        body_of(input, material, kPromptBytesMax - std::min(kPromptBytesMax, used));
    reading.inputs.emplace_back(input_name(input), sha256_hex(body));
    if (!body.empty()) {
      user.append(heading).append(body).append("\n");
    }
  }
  user += agent.task;
  return reading;
}

}  // namespace chimera::write
