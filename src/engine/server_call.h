// Asking a server of a language model over HTTP, common to Ollama and OpenAI-compatible ones: tries
// again where it is busy, and puts what went wrong in words that show no secret.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "base/cancel.h"
#include "base/clock.h"
#include "base/http.h"
#include "base/pause.h"
#include "base/result.h"
#include "engine/engine.h"
#include "engine/reply_stream.h"
#include "text/json.h"

namespace chimera::engine {

/// Tries of one request where the server answers 429 or 5xx.
inline constexpr int kTriesMax = 4;
/// The first wait between them; each further one is twice as long, or what Retry-After says.
inline constexpr double kFirstWaitS = 0.5;
/// A server that asks to wait longer than this is not waited for.
inline constexpr double kWaitMaxS = 60;

/// What an engine on a server touches of the world; `clock` and `cancel` outlive it.
struct ServerWorld {
  std::unique_ptr<HttpClient> http;
  Pause pause;
  const Clock* clock = nullptr;
  const Cancel* cancel = nullptr;
};

/// The world as it is. `clock` and `cancel` outlive it.
ServerWorld real_server_world(const Clock& clock, const Cancel& cancel);

class ServerCall {
 public:
  /// `base_url` as typed, without a slash at its end; `secret` (a key, or "") goes into the
  /// requests' Authorization header and into no message.
  ServerCall(ServerWorld world, const Options& options, std::string base_url, std::string secret);

  /// GET: the JSON of a success. Any other answer is kEngine: "'URL' answered 404: …".
  Result<text::JsonValue> get_json(std::string_view path);

  /// POST of JSON whose reply goes to `stream`. What the server says went wrong is kEngine, before
  /// the stream or in the midst of it; a stream that breaks off is no error but a reply that has
  /// not ended.
  Result<void> post(std::string_view path, std::string body, ReplyStream& stream);

  /// As a message shows it.
  [[nodiscard]] std::string shown_url(std::string_view path = "") const;

  [[nodiscard]] const Clock& clock() const { return *world_.clock; }

 private:
  [[nodiscard]] HttpRequest request_to(std::string_view path) const;
  Result<HttpReply> send(const HttpRequest& request, const BodySink& body);
  [[nodiscard]] Error refused(const HttpRequest& request, const HttpReply& reply) const;
  [[nodiscard]] std::string clean(std::string text) const;

  ServerWorld world_;
  HttpLimits limits_;
  std::string base_url_;
  std::string secret_;
};

}  // namespace chimera::engine
