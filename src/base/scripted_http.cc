#include "base/scripted_http.h"

#include <utility>

namespace chimera {
namespace {

class ScriptedClient : public HttpClient {
 public:
  explicit ScriptedClient(ScriptedServer& server) : server_(&server) {}

  Result<HttpReply> send(const HttpRequest& request, const BodySink& body,
                         const Cancel& cancel) override {
    return server_->answer(request, body, cancel);
  }

 private:
  ScriptedServer* server_;
};

}  // namespace

std::unique_ptr<HttpClient> ScriptedServer::client() {
  return std::make_unique<ScriptedClient>(*this);
}

Result<HttpReply> ScriptedServer::answer(const HttpRequest& request, const BodySink& body,
                                         const Cancel& cancel) {
  if (cancel.raised()) {
    return interrupted();
  }
  requests_.push_back(request);
  ScriptedAnswer scripted = answer_(request);
  if (scripted.unreachable) {
    return tl::unexpected<Error>(*std::move(scripted.unreachable));
  }
  HttpReply reply;
  reply.status = scripted.status;
  reply.headers = std::move(scripted.headers);
  for (const std::string& piece : scripted.pieces) {
    if (!reply.ok()) {
      reply.refusal += piece;
    } else if (!body(piece)) {
      return reply;
    }
  }
  if (scripted.cut) {
    const std::string url = "'" + public_url(request.url) + "'";
    reply.cut = Error{ErrorCode::kEngine, url + " was cut off in mid-stream", {}};
  }
  return reply;
}

}  // namespace chimera
