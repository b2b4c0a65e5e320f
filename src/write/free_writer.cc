#include "write/free_writer.h"

#include <utility>

#include "base/hash.h"
#include "write/free_sentence.h"
#include "write/tagged.h"

namespace chimera::write {
namespace {

// Stands first, so that an engine that keeps a prefix reads it once.
constexpr std::string_view kTask =
    "Say the statement below in your own words, as one sentence of plain English that ends with a "
    "full stop. Tags in brackets stand for values with their units and for names: write the tag, "
    "such as [A], where the value or name belongs. Use every tag of a name. Write no number, "
    "neither in digits nor in words, and no other tag. Add nothing, explain nothing, and answer "
    "with the sentence alone.\n\n";

std::string question_of(const Tagged& statement, std::span<const Fact> facts) {
  return std::string(kTask) + "Tags:\n" + tag_list(statement, facts) +
         "\nStatement: " + statement.text + "\n";
}

struct Said {
  std::optional<Phrase> phrase;
  std::string why;  ///< where there is none
};

Said judged(std::string_view reply, const Tagged& statement, const Judge& judge) {
  auto sentence = sentence_of(reply, statement);
  if (!sentence) {
    return {std::nullopt, std::string(refusal_text(sentence.error()))};
  }
  const Judged found = judge(markdown_of(*sentence));
  if (!found.holds) {
    return {std::nullopt, found.why};
  }
  return {*std::move(sentence), ""};
}

}  // namespace

FreeWriter::FreeWriter(const Agent& agent, engine::Engine& engine, const Judge& judge,
                       std::span<const Fact> facts, const Cancel& cancel)
    : agent_(&agent), engine_(&engine), judge_(&judge), facts_(facts), cancel_(&cancel) {
  engine.set_sink([](std::string_view, double) {});
}

Result<std::optional<Phrase>> FreeWriter::write(const Phrase& statement) {
  const std::optional<Tagged> asked = tagged(statement);
  if (!asked) {
    return std::optional<Phrase>();
  }
  ++asked_;
  const std::string question = question_of(*asked, facts_);
  std::string why;
  for (std::size_t i = 0; i < kTriesMax; ++i) {
    const auto reply = reply_to(prompt_of(question, why), asked->text);
    if (!reply) {
      return tl::unexpected<Error>(reply.error());
    }
    Said said = judged(*reply, *asked, *judge_);
    if (said.phrase) {
      calls_.back().text = markdown_of(*said.phrase) + "\n";
      return std::move(said.phrase);
    }
    why = std::move(said.why);
  }
  return std::optional<Phrase>();
}

// The refused reply isn't shown again: what it says is to reach neither the next one nor a file.
engine::Prompt FreeWriter::prompt_of(const std::string& question, std::string_view why) const {
  engine::Prompt prompt{.system = agent_->persona, .user = question};
  if (!why.empty()) {
    prompt.user += "Your last sentence was refused: ";
    prompt.user.append(why).append(". Write another one.\n");
  }
  return prompt;
}

// "" for a reply that failed.
Result<std::string> FreeWriter::reply_to(const engine::Prompt& prompt,
                                         const std::string& statement) {
  if (cancel_->raised()) {
    return interrupted();
  }
  if (const auto set = engine_->set_prompt(prompt); !set) {
    return tl::unexpected<Error>(set.error());
  }
  Result<std::string> reply = engine_->generate(kReplyTokensMax);
  calls_.push_back(Call{.agent = agent_->name,
                        .prompt = prompt,
                        .inputs = {{"statement", sha256_hex(statement)}},
                        .tokens = {},
                        .text = {},
                        .measurement = engine_->measurement()});
  failed_in_a_row_ = reply ? 0 : failed_in_a_row_ + 1;
  if (!reply && reply.error().code == ErrorCode::kEngine && failed_in_a_row_ < kFailedRepliesMax) {
    return std::string();
  }
  return reply;
}

}  // namespace chimera::write
