#include "write/prompt.h"

#include "base/hash.h"
#include "text/unicode.h"
#include "write/write.h"

namespace chimera::write {
namespace {

// Whether the '<' before this character is a sign in a formula.
bool compares(char next) {
  return next == ' ' || next == '=' || (next >= '0' && next <= '9');
}

std::string list_item(std::string_view text) {
  return "- " + as_data(text) + "\n";
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

Reading collector_reading(const std::vector<std::vector<Phrase>>& coverage,
                          const std::vector<const Finding*>& findings) {
  std::string read = "What was read:\n";
  for (const std::vector<Phrase>& ways : coverage) {
    if (!ways.empty()) {
      read += list_item(markdown_of(ways.front()));
    }
  }
  std::string wrong;
  for (std::size_t i = 0; i < findings.size() && i < kStatementsMax; ++i) {
    wrong += list_item(findings[i]->statement);
  }
  if (!wrong.empty()) {
    wrong.insert(0, "What is missing or broken:\n");
  }
  const Persona persona = collector_persona();
  return Reading{
      .prompt = {.system = persona.prompt, .user = read + "\n" + wrong + "\n" + persona.task},
      .inputs = {sha256_hex(read), sha256_hex(wrong)}};
}

Reading analyst_reading(const std::string& collected, const std::vector<const Finding*>& findings) {
  const Persona persona = analyst_persona();
  const std::string head = "The collector's inventory:\n" + collected + "\n";
  std::string list = "Findings, strongest first:\n";
  for (std::size_t i = 0; i < findings.size() && i < kStatementsMax; ++i) {
    const std::string item = list_item(findings[i]->statement);
    const std::size_t bytes = head.size() + list.size() + item.size() + persona.task.size();
    if (i > 0 && bytes > kAnalystBytesMax) {
      break;
    }
    list += item;
  }
  return Reading{.prompt = {.system = persona.prompt, .user = head + list + "\n" + persona.task},
                 .inputs = {sha256_hex(collected), sha256_hex(list)}};
}

}  // namespace chimera::write
