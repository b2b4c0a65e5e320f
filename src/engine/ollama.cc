#include "engine/ollama.h"

#include <algorithm>
#include <charconv>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

#include "engine/chat_engine.h"
#include "engine/choice.h"
#include "engine/ollama_stream.h"
#include "text/json_write.h"
#include "text/unicode.h"

namespace chimera::engine {
namespace {

constexpr std::size_t kNamesShown = 10;
constexpr std::size_t kNameCodePoints = 100;

void write_option(text::JsonWriter& json, std::string_view key, const std::optional<int>& value) {
  if (value) {
    json.key(key).number(*value);
  }
}

void write_option(text::JsonWriter& json, std::string_view key,
                  const std::optional<double>& value) {
  if (value) {
    json.key(key).number(*value);
  }
}

void write_options(text::JsonWriter& json, const Options& options, std::size_t tokens_max) {
  json.key("options").open_object();
  json.key("temperature").number(options.temp.value_or(0));
  json.key("seed").count(options.seed.value_or(1));
  json.key("num_predict").count(tokens_max);
  write_option(json, "num_gpu", options.num_gpu);
  write_option(json, "num_ctx", options.num_ctx);
  write_option(json, "top_p", options.top_p);
  write_option(json, "top_k", options.top_k);
  write_option(json, "repeat_penalty", options.repeat_penalty);
  write_option(json, "num_thread", options.threads);
  json.close_object();
}

// A number is seconds for Ollama, text a duration with a unit.
void write_keep_alive(text::JsonWriter& json, const std::optional<std::string>& keep_alive) {
  if (!keep_alive) {
    return;
  }
  double seconds = 0;
  const char* const end = keep_alive->data() + keep_alive->size();
  const auto [stop, code] = std::from_chars(keep_alive->data(), end, seconds);
  json.key("keep_alive");
  if (code == std::errc() && stop == end) {
    json.number(seconds);
  } else {
    json.string(*keep_alive);
  }
}

class Ollama : public ChatServer {
 public:
  Ollama(ServerCall call, Options options) : call_(std::move(call)), options_(std::move(options)) {}

  [[nodiscard]] std::string model_name() const override { return options_.model; }

  [[nodiscard]] std::string shown_url() const override { return call_.shown_url(); }

  Result<void> find_model();
  Result<ChatReply> ask(const ChatQuestion& question) override;

 private:
  [[nodiscard]] std::string body_of(const ChatQuestion& question) const;

  ServerCall call_;
  Options options_;
};

std::vector<std::string> names_in(const text::JsonValue& tags) {
  std::vector<std::string> names;
  const text::JsonValue* const models = tags.find("models");
  if (models == nullptr) {
    return names;
  }
  names.reserve(models->items.size());
  for (const text::JsonValue& model : models->items) {
    if (const text::JsonValue* const name = model.find("name"); name != nullptr) {
      names.push_back(text::one_line(name->text, kNameCodePoints));
    }
  }
  return names;
}

std::string listed(const std::vector<std::string>& names) {
  std::string text;
  for (std::size_t i = 0; i < std::min(names.size(), kNamesShown); ++i) {
    text.append(i == 0 ? "" : ", ").append(names[i]);
  }
  return names.size() > kNamesShown ? text + ", …" : text;
}

Result<void> Ollama::find_model() {
  const auto tags = call_.get_json("/api/tags");
  if (!tags) {
    Error error = tags.error();
    if (error.message.starts_with("can't reach")) {
      error.message += "; is the server started ('ollama serve')?";
    }
    return tl::unexpected<Error>(std::move(error));
  }
  const std::vector<std::string> names = names_in(*tags);
  const std::string& wanted = options_.model;
  const bool found = std::any_of(names.begin(), names.end(), [&wanted](const std::string& name) {
    return name == wanted || name == wanted + ":latest";
  });
  if (found) {
    return {};
  }
  return fail(ErrorCode::kEngine, "no model '" + wanted + "' at " + call_.shown_url() +
                                      ": type 'ollama pull " + wanted + "'" +
                                      (names.empty() ? "" : "; it has " + listed(names)));
}

std::string Ollama::body_of(const ChatQuestion& question) const {
  text::JsonWriter json(text::JsonWriter::Layout::kOneLine);
  json.open_object();
  json.key("model").string(options_.model);
  write_messages(json, question.messages);
  json.key("stream").boolean(true);
  if (question.offered > 0) {
    write_choice_schema(json.key("format"), question.offered);
  }
  write_options(json, options_, question.tokens_max);
  write_keep_alive(json, options_.keep_alive);
  json.close_object();
  return json.take();
}

Result<ChatReply> Ollama::ask(const ChatQuestion& question) {
  OllamaStream stream(call_.clock(), question.offered > 0 ? kReplyBytesMax : kGeneratedBytesMax);
  return call_.post("/api/chat", body_of(question), stream).map([&] { return stream.reply(); });
}

}  // namespace

Result<std::unique_ptr<Engine>> connect_ollama(ServerWorld world, const Options& options) {
  const Clock& clock = *world.clock;
  const std::string url = options.url.empty() ? std::string(kOllamaUrl) : options.url;
  if (options.model.empty()) {
    return fail(ErrorCode::kUsage, "'--engine ollama' needs a model: type --model NAME");
  }
  if (auto checked = check_url(url); !checked) {
    return tl::unexpected<Error>(checked.error());
  }
  auto server = std::make_unique<Ollama>(ServerCall(std::move(world), options, url, ""), options);
  if (auto found = server->find_model(); !found) {
    return tl::unexpected<Error>(found.error());
  }
  return std::make_unique<ChatEngine>(std::move(server), options, clock);
}

}  // namespace chimera::engine
