// HTTP without a network: a function answers each request, in pieces as told, and what was asked is
// written down. For tests of what uses an HttpClient.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/http.h"

namespace chimera {

/// What a scripted server answers.
struct ScriptedAnswer {
  int status = 200;
  std::vector<std::string> pieces;   ///< of the body, as they arrive
  std::vector<HttpHeader> headers;   ///< names in lower case
  bool cut = false;                  ///< the connection breaks after the pieces
  std::optional<Error> unreachable;  ///< no answer at all
};

/// Outlives the clients that talk to it.
class ScriptedServer {
 public:
  using Answer = std::function<ScriptedAnswer(const HttpRequest& request)>;

  explicit ScriptedServer(Answer answer) : answer_(std::move(answer)) {}

  /// A client of this server.
  std::unique_ptr<HttpClient> client();

  /// Every request, in order.
  [[nodiscard]] const std::vector<HttpRequest>& requests() const { return requests_; }

  /// As HttpClient::send().
  Result<HttpReply> answer(const HttpRequest& request, const BodySink& body, const Cancel& cancel);

 private:
  Answer answer_;
  std::vector<HttpRequest> requests_;
};

}  // namespace chimera
