// HttpClient on libcurl. Its multi interface drives one transfer at a time in short steps, so that
// cancelling and our own limits are looked at between them.
#include <curl/curl.h>

#include <algorithm>
#include <cstdlib>
#include <string>
#include <utility>

#include "base/check.h"
#include "base/descriptor.h"
#include "base/http.h"

namespace chimera {
namespace {

constexpr int kStepMs = 50;
constexpr double kMsPerSecond = 1000;

struct FreeEasy {
  void operator()(CURL* easy) const { curl_easy_cleanup(easy); }
};

struct FreeMulti {
  void operator()(CURLM* multi) const { curl_multi_cleanup(multi); }
};

struct FreeList {
  void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};

using HeaderList = std::unique_ptr<curl_slist, FreeList>;

std::string seconds_text(double seconds) {
  std::string text = std::to_string(seconds);
  text.erase(text.find_last_not_of('0') + 1);
  return (text.ends_with('.') ? text.substr(0, text.size() - 1) : text) + " s";
}

// Why a transfer was stopped by us, and not by the server.
enum class Stop { kNone, kEnough, kTooLarge, kTooManyHeaders };

// One request on its way: what curl's callbacks write to.
struct Transfer {
  const HttpRequest* request = nullptr;
  const BodySink* sink = nullptr;
  HttpReply reply;
  std::size_t bytes = 0;
  std::size_t header_lines = 0;
  Stop stop = Stop::kNone;
  curl_off_t moved = 0;   ///< bytes either way
  double moved_at_s = 0;  ///< when that last grew
};

std::string trimmed(std::string_view text) {
  const std::size_t start = text.find_first_not_of(" \t\r\n");
  if (start == std::string_view::npos) {
    return "";
  }
  return std::string(text.substr(start, text.find_last_not_of(" \t\r\n") + 1 - start));
}

int status_of(std::string_view line) {
  const std::size_t space = line.find(' ');
  if (space == std::string_view::npos) {
    return 0;
  }
  constexpr std::size_t kDigits = 3;
  // 0 is no status: NOLINTNEXTLINE(cert-err34-c,bugprone-unchecked-string-to-number-conversion)
  return std::atoi(std::string(line.substr(space + 1, kDigits)).c_str());
}

std::size_t take_header(char* data, std::size_t /*one*/, std::size_t size, void* into) {
  auto& transfer = *static_cast<Transfer*>(into);
  const std::string_view line(data, size);
  if (++transfer.header_lines > transfer.request->limits.headers_max) {
    transfer.stop = Stop::kTooManyHeaders;
    return 0;
  }
  if (line.starts_with("HTTP/")) {
    // A new answer: what came before was only "100 Continue".
    transfer.reply.headers.clear();
    transfer.reply.status = status_of(line);
    return size;
  }
  const std::size_t colon = line.find(':');
  if (colon != std::string_view::npos) {
    std::string name = trimmed(line.substr(0, colon));
    std::transform(name.begin(), name.end(), name.begin(), [](char c) {
      return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    transfer.reply.headers.emplace_back(std::move(name), trimmed(line.substr(colon + 1)));
  }
  return size;
}

std::size_t take_body(char* data, std::size_t /*one*/, std::size_t size, void* into) {
  auto& transfer = *static_cast<Transfer*>(into);
  const HttpLimits& limits = transfer.request->limits;
  const std::string_view piece(data, size);
  transfer.bytes += size;
  if (transfer.bytes > limits.bytes_max) {
    transfer.stop = Stop::kTooLarge;
    return 0;
  }
  if (!transfer.reply.ok()) {
    std::string& refusal = transfer.reply.refusal;
    refusal += piece.substr(0, limits.refusal_max - std::min(refusal.size(), limits.refusal_max));
    return size;
  }
  if (!(*transfer.sink)(piece)) {
    transfer.stop = Stop::kEnough;
    return 0;
  }
  return size;
}

class CurlHttpClient : public HttpClient {
 public:
  explicit CurlHttpClient(const Clock& clock)
      : clock_(&clock), multi_(curl_multi_init()), easy_(curl_easy_init()) {
    CHIMERA_CHECK(multi_ && easy_, "libcurl starts");
  }

  Result<HttpReply> send(const HttpRequest& request, const BodySink& body,
                         const Cancel& cancel) override;

 private:
  void set_options(const HttpRequest& request, const HeaderList& headers, Transfer& transfer);
  Result<CURLcode> perform(Transfer& transfer, const Cancel& cancel);
  Result<void> check_limits(Transfer& transfer, double started_s);
  [[nodiscard]] Error failure(const HttpRequest& request, CURLcode code) const;

  const Clock* clock_;
  std::unique_ptr<CURLM, FreeMulti> multi_;
  std::unique_ptr<CURL, FreeEasy> easy_;
};

Error engine_error(std::string message) {
  return {ErrorCode::kEngine, std::move(message), {}};
}

// nullopt if one holds a line break: it would begin another header.
std::optional<HeaderList> list_of(const std::vector<HttpHeader>& headers) {
  HeaderList list;
  for (const auto& [name, value] : headers) {
    std::string line = name;
    line.append(": ").append(value);
    if (line.find_first_of(std::string("\r\n\0", 3)) != std::string::npos) {
      return std::nullopt;
    }
    curl_slist* const longer = curl_slist_append(list.get(), line.c_str());
    CHIMERA_CHECK(longer != nullptr, "memory for a header");
    static_cast<void>(list.release());
    list.reset(longer);
  }
  return list;
}

// NOLINTBEGIN(google-runtime-int): libcurl's options are of type long
void CurlHttpClient::set_options(const HttpRequest& request, const HeaderList& headers,
                                 Transfer& transfer) {
  CURL* const easy = easy_.get();
  curl_easy_reset(easy);
  curl_easy_setopt(easy, CURLOPT_URL, request.url.c_str());
  curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "http,https");
  curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(easy, CURLOPT_SSL_VERIFYPEER, 1L);
  curl_easy_setopt(easy, CURLOPT_SSL_VERIFYHOST, 2L);
  curl_easy_setopt(easy, CURLOPT_FOLLOWLOCATION, 0L);
  curl_easy_setopt(easy, CURLOPT_USERAGENT, "chimera");
  // Else cancelling would wait for a name server's answer.
  curl_easy_setopt(easy, CURLOPT_QUICK_EXIT, 1L);
  curl_easy_setopt(easy, CURLOPT_CONNECTTIMEOUT_MS,
                   static_cast<long>(request.limits.connect_s * kMsPerSecond));
  if (is_loopback(request.url)) {
    curl_easy_setopt(easy, CURLOPT_PROXY, "");
  }
  curl_easy_setopt(easy, CURLOPT_HTTPHEADER, headers.get());
  if (request.method == HttpMethod::kPost) {
    curl_easy_setopt(easy, CURLOPT_POST, 1L);
    curl_easy_setopt(easy, CURLOPT_POSTFIELDS, request.body.data());
    curl_easy_setopt(easy, CURLOPT_POSTFIELDSIZE_LARGE,
                     static_cast<curl_off_t>(request.body.size()));
  }
  curl_easy_setopt(easy, CURLOPT_HEADERFUNCTION, take_header);
  curl_easy_setopt(easy, CURLOPT_HEADERDATA, &transfer);
  curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, take_body);
  curl_easy_setopt(easy, CURLOPT_WRITEDATA, &transfer);
}

Result<HttpReply> CurlHttpClient::send(const HttpRequest& request, const BodySink& body,
                                       const Cancel& cancel) {
  if (auto checked = check_url(request.url); !checked) {
    return tl::unexpected<Error>(checked.error());
  }
  const std::optional<HeaderList> headers = list_of(request.headers);
  if (!headers) {
    return fail(ErrorCode::kUsage,
                "can't ask '" + public_url(request.url) + "': a header's value holds a line break");
  }
  Transfer transfer;
  transfer.request = &request;
  transfer.sink = &body;
  set_options(request, *headers, transfer);
  curl_multi_add_handle(multi_.get(), easy_.get());
  const Result<CURLcode> done = perform(transfer, cancel);
  const Error why = done && *done != CURLE_OK ? failure(request, *done) : Error{};
  curl_multi_remove_handle(multi_.get(), easy_.get());
  curl_easy_setopt(easy_.get(), CURLOPT_HTTPHEADER, nullptr);
  const std::string url = "'" + public_url(request.url) + "'";
  if (!done) {
    return tl::unexpected<Error>(done.error());
  }
  if (transfer.stop == Stop::kTooLarge) {
    return fail(ErrorCode::kEngine,
                url + " sent more than " + std::to_string(request.limits.bytes_max) + " bytes");
  }
  if (transfer.stop == Stop::kTooManyHeaders) {
    return fail(ErrorCode::kEngine,
                url + " sent more than " + std::to_string(request.limits.headers_max) + " headers");
  }
  if (*done == CURLE_OK || transfer.stop == Stop::kEnough) {
    return std::move(transfer.reply);
  }
  if (transfer.reply.status == 0) {
    return tl::unexpected<Error>(why);
  }
  transfer.reply.cut = engine_error(url + " was cut off in mid-stream");
  return std::move(transfer.reply);
}

Result<CURLcode> CurlHttpClient::perform(Transfer& transfer, const Cancel& cancel) {
  const double started_s = clock_->steady_s();
  transfer.moved_at_s = started_s;
  for (;;) {
    if (cancel.raised()) {
      return interrupted();
    }
    int running = 0;
    curl_multi_perform(multi_.get(), &running);
    int left = 0;
    if (const CURLMsg* const message = curl_multi_info_read(multi_.get(), &left);
        message != nullptr && message->msg == CURLMSG_DONE) {
      return message->data.result;
    }
    if (auto kept = check_limits(transfer, started_s); !kept) {
      return tl::unexpected<Error>(kept.error());
    }
    curl_multi_poll(multi_.get(), nullptr, 0, kStepMs, nullptr);
  }
}

Result<void> CurlHttpClient::check_limits(Transfer& transfer, double started_s) {
  const HttpLimits& limits = transfer.request->limits;
  const std::string url = "'" + public_url(transfer.request->url) + "'";
  curl_off_t down = 0;
  curl_off_t up = 0;
  curl_off_t sent_at_us = 0;
  long header_bytes = 0;
  curl_easy_getinfo(easy_.get(), CURLINFO_SIZE_DOWNLOAD_T, &down);
  curl_easy_getinfo(easy_.get(), CURLINFO_SIZE_UPLOAD_T, &up);
  curl_easy_getinfo(easy_.get(), CURLINFO_HEADER_SIZE, &header_bytes);
  curl_easy_getinfo(easy_.get(), CURLINFO_PRETRANSFER_TIME_T, &sent_at_us);
  const curl_off_t moved = down + up + header_bytes;
  const double now_s = clock_->steady_s();
  // Until the connection stands, its own limit is all that counts.
  if (moved != transfer.moved || sent_at_us == 0) {
    transfer.moved = moved;
    transfer.moved_at_s = now_s;
  }
  if (now_s - transfer.moved_at_s > limits.stall_s) {
    return fail(ErrorCode::kEngine,
                url + " timed out: it sent nothing for " + seconds_text(limits.stall_s));
  }
  if (now_s - started_s > limits.total_s) {
    return fail(ErrorCode::kEngine,
                url + " timed out: it was not done after " + seconds_text(limits.total_s));
  }
  return {};
}

Error CurlHttpClient::failure(const HttpRequest& request, CURLcode code) const {
  const std::string url = "'" + public_url(request.url) + "'";
  long os_error = 0;
  curl_easy_getinfo(easy_.get(), CURLINFO_OS_ERRNO, &os_error);
  // A switch would have to name each of curl's hundred codes.
  if (code == CURLE_COULDNT_RESOLVE_HOST || code == CURLE_COULDNT_RESOLVE_PROXY) {
    return engine_error("can't reach " + url + ": the name of the " +
                        (code == CURLE_COULDNT_RESOLVE_HOST ? "host" : "proxy") + " is not known");
  }
  if (code == CURLE_COULDNT_CONNECT) {
    return engine_error("can't reach " + url + ": " +
                        (os_error != 0 ? errno_text(static_cast<int>(os_error)) : "no connection"));
  }
  if (code == CURLE_OPERATION_TIMEDOUT) {
    return engine_error("can't reach " + url + ": timed out, no connection after " +
                        seconds_text(request.limits.connect_s));
  }
  if (code == CURLE_PEER_FAILED_VERIFICATION || code == CURLE_SSL_CONNECT_ERROR ||
      code == CURLE_SSL_CACERT_BADFILE) {
    return engine_error("can't trust " + url + ": " + curl_easy_strerror(code));
  }
  if (code == CURLE_GOT_NOTHING || code == CURLE_RECV_ERROR || code == CURLE_SEND_ERROR) {
    return engine_error(url + " closed the connection without an answer");
  }
  if (code == CURLE_UNSUPPORTED_PROTOCOL || code == CURLE_WEIRD_SERVER_REPLY) {
    return engine_error(url + " does not answer in HTTP");
  }
  return engine_error("can't ask " + url + ": " + curl_easy_strerror(code));
}

// NOLINTEND(google-runtime-int)

}  // namespace

std::unique_ptr<HttpClient> make_http_client(const Clock& clock) {
  return std::make_unique<CurlHttpClient>(clock);
}

}  // namespace chimera
