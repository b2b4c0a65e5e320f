#include "engine/chat_engine.h"

#include <algorithm>
#include <utility>

#include "base/check.h"
#include "engine/choice.h"

namespace chimera::engine {
namespace {

// A sum of which a part is unknown is unknown.
template <typename T>
void add_to(std::optional<T>& sum, const std::optional<T>& more, bool first) {
  if (first) {
    sum = more;
  } else if (sum && more) {
    sum = *sum + *more;
  } else {
    sum.reset();
  }
}

// How many of the sentences one question offers, by their mean length.
std::size_t offered_count(std::span<const std::string> sentences) {
  std::size_t bytes = 0;
  for (const std::string& sentence : sentences) {
    bytes += sentence.size();
  }
  const std::size_t fitting = kOfferedBytesMax * sentences.size() / std::max<std::size_t>(bytes, 1);
  return std::min(sentences.size(), std::clamp<std::size_t>(fitting, 2, kOfferedMax));
}

}  // namespace

void write_messages(text::JsonWriter& json, std::span<const ChatMessage> messages) {
  json.key("messages").open_array();
  for (const ChatMessage& message : messages) {
    json.open_object();
    json.key("role").string(message.role);
    json.key("content").string(message.text);
    json.close_object();
  }
  json.close_array();
}

ChatEngine::ChatEngine(std::unique_ptr<ChatServer> server, const Options& options,
                       const Clock& clock)
    : server_(std::move(server)), num_predict_(options.num_predict), clock_(&clock) {}

Result<void> ChatEngine::set_prompt(const Prompt& prompt) {
  prompt_ = prompt;
  told_.clear();
  started_s_ = clock_->steady_s();
  replies_ = 0;
  tokens_ = 0;
  measured_ = {};
  measured_.counts_from = "server";
  measured_.ttft_from = "client";
  return {};
}

Result<std::optional<std::size_t>> ChatEngine::choose(std::span<const std::string> sentences,
                                                      std::string_view heading) {
  CHIMERA_CHECK(!sentences.empty(), "choose() needs a sentence");
  if (tokens_left() == 0) {
    return std::nullopt;
  }
  Result<std::optional<std::size_t>> chosen = std::optional<std::size_t>(0);
  if (sentences.size() > 1) {
    chosen = ask_for(sentences, heading);
  }
  if (chosen && *chosen) {
    tell(sentences[chosen->value_or(0)]);
  }
  return chosen;
}

Result<std::optional<std::size_t>> ChatEngine::ask_for(std::span<const std::string> sentences,
                                                       std::string_view heading) {
  const std::size_t count = offered_count(sentences);
  const auto place = [&](std::size_t i) { return i * sentences.size() / count; };
  std::vector<std::string> offered;
  offered.reserve(count);
  for (std::size_t i = 0; i < count; ++i) {
    offered.push_back(sentences[place(i)]);
  }
  return ask_about(offered, heading).map([&place](const std::optional<std::size_t>& chosen) {
    return chosen ? std::optional<std::size_t>(place(*chosen)) : std::nullopt;
  });
}

Result<std::optional<std::size_t>> ChatEngine::ask_about(std::span<const std::string> offered,
                                                         std::string_view heading) {
  for (const Asking asking : {Asking::kFirst, Asking::kAgain}) {
    const std::size_t tokens_max = std::min(kAnswerTokensMax, tokens_left());
    if (tokens_max == 0) {
      return std::nullopt;
    }
    const Result<ChatReply> reply = server_->ask(
        {messages(choice_question(offered, heading, asking)), offered.size(), tokens_max});
    if (!reply) {
      return tl::unexpected<Error>(reply.error());
    }
    measure(*reply);
    const bool whole = reply->ended && !reply->out_of_tokens && !reply->too_long;
    if (const auto index = chosen_index(reply->text, offered.size(), whole); index) {
      broken_in_a_row_ = 0;
      ++measured_.asked;
      return index;
    }
    if (auto usable = count_broken(*reply); !usable) {
      return tl::unexpected<Error>(usable.error());
    }
    if (reply->out_of_tokens && tokens_max < kAnswerTokensMax) {
      return std::nullopt;  // the budget cut it short, so it says nothing of the model
    }
  }
  ++measured_.asked;
  ++measured_.replaced;
  return std::optional<std::size_t>(0);
}

Result<std::string> ChatEngine::generate(std::optional<std::size_t> tokens_max) {
  std::vector<ChatMessage> asked;
  if (!prompt_.system.empty()) {
    asked.push_back({"system", prompt_.system});
  }
  asked.push_back({"user", prompt_.user});
  Result<ChatReply> reply =
      server_->ask({std::move(asked), 0, generated_max(num_predict_, tokens_max)});
  if (!reply) {
    return tl::unexpected<Error>(reply.error());
  }
  measure(*reply);
  if (!reply->ended && !reply->too_long) {
    return fail(ErrorCode::kEngine, server_->shown_url() + " was cut off in mid-stream");
  }
  std::string_view left = reply->text;
  for (const ReplyPiece& piece : reply->kept) {
    if (sink_) {
      sink_(left.substr(0, piece.bytes), piece.at_s - started_s_);
    }
    left.remove_prefix(piece.bytes);
  }
  return std::move(reply->text);
}

// Roles take turns, since some chat templates insist: what is asked stands in the user's text, or
// after what was told.
std::vector<ChatMessage> ChatEngine::messages(const std::string& question) const {
  std::vector<ChatMessage> all;
  if (!prompt_.system.empty()) {
    all.push_back({"system", prompt_.system});
  }
  if (told_.empty()) {
    all.push_back({"user", prompt_.user + "\n\n" + question});
    return all;
  }
  all.push_back({"user", prompt_.user});
  all.push_back({"assistant", told_});
  all.push_back({"user", question});
  return all;
}

std::size_t ChatEngine::tokens_left() const {
  if (!num_predict_) {
    return kAnswerTokensMax;
  }
  const auto most = static_cast<std::size_t>(std::max(*num_predict_, 0));
  return most - std::min(most, tokens_);
}

Result<void> ChatEngine::count_broken(const ChatReply& reply) {
  broken_in_a_row_ = reply.ended || reply.too_long ? 0 : broken_in_a_row_ + 1;
  if (broken_in_a_row_ < kBrokenRepliesMax) {
    return {};
  }
  return fail(ErrorCode::kEngine, server_->shown_url() + " was cut off in mid-stream, " +
                                      std::to_string(broken_in_a_row_) + " times in a row");
}

void ChatEngine::measure(const ChatReply& reply) {
  const bool first = replies_ == 0;
  ++replies_;
  const ReplyCounters& told = reply.counters;
  tokens_ += told.tokens.value_or(reply.pieces);
  if (first && reply.first_at_s) {
    // The client sees loading and prompt as one; the server may tell how long it loaded.
    measured_.ttft_s = std::max(0.0, *reply.first_at_s - started_s_ - told.load_s.value_or(0));
  }
  add_to(measured_.load_s, told.load_s, first);
  add_to(measured_.prompt_eval_s, told.prompt_eval_s, first);
  add_to(measured_.eval_s, told.eval_s, first);
  add_to(measured_.prompt_tokens, told.prompt_tokens, first);
  add_to(measured_.reused_tokens, told.reused_tokens, first);
  add_to(measured_.tokens, told.tokens, first);
  measured_.total_s = elapsed_s();
}

void ChatEngine::tell(const std::string& sentence) {
  told_ += sentence;
  if (sink_) {
    sink_(sentence, elapsed_s());
  }
}

Result<std::vector<double>> ChatEngine::score(std::span<const std::string> /*candidates*/) {
  CHIMERA_CHECK(false, "score() of an engine that doesn't");
}

}  // namespace chimera::engine
