#include "engine/openai.h"

#include <algorithm>
#include <utility>

#include "engine/chat_engine.h"
#include "engine/choice.h"
#include "engine/openai_stream.h"
#include "text/json_write.h"
#include "text/unicode.h"

namespace chimera::engine {
namespace {

constexpr std::size_t kNamesShown = 10;
constexpr std::size_t kNameCodePoints = 100;

class OpenAi : public ChatServer {
 public:
  OpenAi(ServerCall call, Options options) : call_(std::move(call)), options_(std::move(options)) {}

  [[nodiscard]] std::string model_name() const override {
    return text::one_line(options_.model, kNameCodePoints);
  }

  [[nodiscard]] std::string shown_url() const override { return call_.shown_url(); }

  Result<void> take_only_model();
  Result<ChatReply> ask(const ChatQuestion& question) override;

 private:
  [[nodiscard]] std::string body_of(const ChatQuestion& question) const;

  ServerCall call_;
  Options options_;
};

Result<void> OpenAi::take_only_model() {
  const auto json = call_.get_json("/models");
  if (!json) {
    return tl::unexpected<Error>(json.error());
  }
  std::vector<std::string> ids;
  if (const text::JsonValue* const data = json->find("data"); data != nullptr) {
    ids.reserve(data->items.size());
    for (const text::JsonValue& model : data->items) {
      if (const text::JsonValue* const id = model.find("id"); id != nullptr && !id->text.empty()) {
        ids.push_back(id->text);
      }
    }
  }
  if (ids.size() == 1) {
    options_.model = ids.front();
    return {};
  }
  std::string names = ids.empty() ? "" : ": type --model with one of ";
  for (std::size_t i = 0; i < std::min(ids.size(), kNamesShown); ++i) {
    names.append(i == 0 ? "" : ", ").append(text::one_line(ids[i], kNameCodePoints));
  }
  return fail(ErrorCode::kUsage,
              call_.shown_url() + " lists " +
                  (ids.empty() ? "no model: type --model NAME" : "several models" + names) +
                  (ids.size() > kNamesShown ? ", …" : ""));
}

std::string OpenAi::body_of(const ChatQuestion& question) const {
  text::JsonWriter json(text::JsonWriter::Layout::kOneLine);
  json.open_object();
  json.key("model").string(options_.model);
  write_messages(json, question.messages);
  json.key("stream").boolean(true);
  json.key("stream_options").open_object().key("include_usage").boolean(true).close_object();
  if (question.offered > 0) {
    json.key("response_format").open_object();
    json.key("type").string("json_schema");
    json.key("json_schema").open_object();
    json.key("name").string("choice");
    json.key("strict").boolean(true);
    write_choice_schema(json.key("schema"), question.offered);
    json.close_object().close_object();
  }
  json.key("max_tokens").count(question.tokens_max);
  json.key("temperature").number(options_.temp.value_or(0));
  json.key("seed").count(options_.seed.value_or(1));
  if (options_.top_p) {
    json.key("top_p").number(*options_.top_p);
  }
  // Not OpenAI's, but understood by llama-server, vLLM and SGLang: sent only where asked for.
  if (options_.top_k) {
    json.key("top_k").number(*options_.top_k);
  }
  if (options_.repeat_penalty) {
    json.key("repeat_penalty").number(*options_.repeat_penalty);
  }
  json.close_object();
  return json.take();
}

Result<ChatReply> OpenAi::ask(const ChatQuestion& question) {
  OpenAiStream stream(call_.clock(), question.offered > 0 ? kReplyBytesMax : kGeneratedBytesMax);
  return call_.post("/chat/completions", body_of(question), stream).map([&] {
    return stream.reply();
  });
}

}  // namespace

Result<std::unique_ptr<Engine>> connect_openai(ServerWorld world, const Options& options,
                                               std::string key) {
  const Clock& clock = *world.clock;
  const std::string url = options.url.empty() ? std::string(kOpenAiUrl) : options.url;
  if (auto checked = check_url(url); !checked) {
    return tl::unexpected<Error>(checked.error());
  }
  auto server =
      std::make_unique<OpenAi>(ServerCall(std::move(world), options, url, std::move(key)), options);
  if (options.model.empty()) {
    if (auto taken = server->take_only_model(); !taken) {
      return tl::unexpected<Error>(taken.error());
    }
  }
  return std::make_unique<ChatEngine>(std::move(server), options, clock);
}

std::vector<std::string> not_for_openai(const Options& options) {
  std::vector<std::string> flags;
  const auto add = [&flags](bool given, const char* flag) {
    if (given) {
      flags.emplace_back(flag);
    }
  };
  add(options.num_gpu.has_value(), "--num-gpu");
  add(options.num_ctx.has_value(), "--num-ctx");
  add(options.threads.has_value(), "--threads");
  add(options.keep_alive.has_value(), "--keep-alive");
  return flags;
}

}  // namespace chimera::engine
