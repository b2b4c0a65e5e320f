#include "engine/server_call.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "text/unicode.h"

namespace chimera::engine {
namespace {

constexpr std::size_t kMessageCodePoints = 200;
constexpr double kTotalPerStall = 5;

bool may_pass(int status) {
  return status == 429 || status >= 500;
}

std::string first_line(const std::string& text) {
  const std::size_t start = text.find_first_not_of(" \t\r\n");
  return start == std::string::npos ? ""
                                    : text.substr(start, text.find_first_of("\r\n", start) - start);
}

}  // namespace

ServerWorld real_server_world(const Clock& clock, const Cancel& cancel) {
  return {make_http_client(clock), real_pause(cancel), &clock, &cancel};
}

ServerCall::ServerCall(ServerWorld world, const Options& options, std::string base_url,
                       std::string secret)
    : world_(std::move(world)), base_url_(std::move(base_url)), secret_(std::move(secret)) {
  if (options.timeout_s) {
    limits_.stall_s = *options.timeout_s;
    limits_.connect_s = std::min(limits_.connect_s, limits_.stall_s);
    limits_.total_s = kTotalPerStall * limits_.stall_s;
  }
  while (base_url_.ends_with('/')) {
    base_url_.pop_back();
  }
}

std::string ServerCall::shown_url(std::string_view path) const {
  return "'" + public_url(base_url_ + std::string(path)) + "'";
}

HttpRequest ServerCall::request_to(std::string_view path) const {
  HttpRequest request;
  request.url = base_url_ + std::string(path);
  request.limits = limits_;
  if (!secret_.empty()) {
    request.headers.emplace_back("Authorization", "Bearer " + secret_);
  }
  return request;
}

Result<text::JsonValue> ServerCall::get_json(std::string_view path) {
  std::string body;
  const HttpRequest request = request_to(path);
  const Result<HttpReply> reply = send(request, [&body](std::string_view piece) {
    body += piece;
    return true;
  });
  if (!reply) {
    return tl::unexpected<Error>(reply.error());
  }
  if (const std::optional<Error>& cut = reply->cut; cut) {
    return tl::unexpected<Error>(*cut);
  }
  auto json = text::parse_json(body);
  if (!json) {
    return fail(ErrorCode::kEngine, shown_url(path) + " answers with something that is no JSON");
  }
  return json;
}

Result<void> ServerCall::post(std::string_view path, std::string body, ReplyStream& stream) {
  HttpRequest request = request_to(path);
  request.method = HttpMethod::kPost;
  request.headers.emplace_back("Content-Type", "application/json");
  request.body = std::move(body);
  const Result<HttpReply> reply =
      send(request, [&stream](std::string_view piece) { return stream.add(piece); });
  if (!reply) {
    // The connection may go wrong after all was said.
    const bool told = reply.error().code == ErrorCode::kEngine && stream.reply().ended;
    return told ? Result<void>() : tl::unexpected<Error>(reply.error());
  }
  stream.finish();
  if (const std::optional<std::string>& why = stream.reply().failed; why) {
    return fail(ErrorCode::kEngine, shown_url(path) + " failed in mid-stream: " + clean(*why));
  }
  return {};
}

Result<HttpReply> ServerCall::send(const HttpRequest& request, const BodySink& body) {
  double wait_s = kFirstWaitS;
  for (int tried = 1;; ++tried) {
    Result<HttpReply> reply = world_.http->send(request, body, *world_.cancel);
    if (!reply || reply->ok()) {
      return reply;
    }
    const double asked_s = retry_after_s(*reply, *world_.clock).value_or(wait_s);
    if (!may_pass(reply->status) || tried == kTriesMax || asked_s > kWaitMaxS) {
      return tl::unexpected<Error>(refused(request, *reply));
    }
    if (Result<void> waited = world_.pause(asked_s); !waited) {
      return tl::unexpected<Error>(waited.error());
    }
    wait_s *= 2;
  }
}

Error ServerCall::refused(const HttpRequest& request, const HttpReply& reply) const {
  const auto json = text::parse_json(reply.refusal);
  std::string why = json ? error_text(*json) : "";
  if (why.empty()) {
    why = first_line(reply.refusal);
  }
  if (const std::string* const location = reply.header("location"); location != nullptr) {
    why = "moved to '" + public_url(*location) + "', which is not followed";
  }
  std::string message =
      "'" + public_url(request.url) + "' answered " + std::to_string(reply.status);
  if (const std::string shown = clean(why); !shown.empty()) {
    message += ": " + shown;
  }
  if (const std::string* const wait = reply.header("retry-after");
      wait != nullptr && may_pass(reply.status)) {
    message += " (it asks to wait: " + clean(*wait) + ")";
  }
  return {ErrorCode::kEngine, std::move(message), {}};
}

std::string ServerCall::clean(std::string text) const {
  // A server may repeat what it was sent.
  for (std::size_t at = text.find(secret_); !secret_.empty() && at != std::string::npos;
       at = text.find(secret_, at)) {
    text.replace(at, secret_.size(), "…");
  }
  return text::one_line(text, kMessageCodePoints);
}

}  // namespace chimera::engine
