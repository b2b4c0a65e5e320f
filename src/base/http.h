// An HTTP client behind an interface, so that tests answer themselves (scripted_http.h). The real
// one is libcurl: certificates are always checked, redirects are never followed, and a server on
// this machine is never asked through a proxy.
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/cancel.h"
#include "base/clock.h"
#include "base/result.h"

namespace chimera {

enum class HttpMethod { kGet, kPost };

/// Name and value. Names of a reply are in lower case.
using HttpHeader = std::pair<std::string, std::string>;

/// What a request may take. Reaching a limit is an error that names it.
struct HttpLimits {
  double connect_s = 10;                            ///< until the connection stands
  double stall_s = 120;                             ///< without a byte, either way
  double total_s = 600;                             ///< until the last byte
  std::size_t bytes_max = std::size_t{16} << 20U;   ///< of the body
  std::size_t headers_max = 256;                    ///< lines
  std::size_t refusal_max = std::size_t{64} << 10;  ///< bytes kept of a refusal's body
};

struct HttpRequest {
  HttpMethod method = HttpMethod::kGet;
  std::string url;                  ///< http or https; may hold a user's name and password
  std::vector<HttpHeader> headers;  ///< without line breaks
  std::string body;                 ///< of a POST
  HttpLimits limits = {};
};

/// What the server answered.
struct HttpReply {
  int status = 0;
  std::vector<HttpHeader> headers;
  std::string refusal;       ///< the start of the body where the status is no success (2xx)
  std::optional<Error> cut;  ///< the connection broke before the body's end, of which a part came

  [[nodiscard]] bool ok() const { return status >= 200 && status < 300; }

  /// The first header of that name (lower case); nullptr if there is none.
  [[nodiscard]] const std::string* header(std::string_view name) const;
};

/// Takes the body of a success piece by piece, as it arrives. False: enough, the rest is not read.
using BodySink = std::function<bool(std::string_view piece)>;

/// Not thread-safe: one client a thread.
class HttpClient {
 public:
  virtual ~HttpClient() = default;

  /// Sends the request and waits for the whole answer, whatever its status. kUsage if the URL is
  /// none; kEngine if the server can't be reached, isn't to be trusted, or keeps no limit;
  /// kInterrupted when cancelled, within a tenth of a second.
  virtual Result<HttpReply> send(const HttpRequest& request, const BodySink& body,
                                 const Cancel& cancel) = 0;
};

/// The one of libcurl. Connections are kept for the next request. `clock` outlives it.
std::unique_ptr<HttpClient> make_http_client(const Clock& clock);

/// What a message may show of a URL: without user, password, query and fragment.
std::string public_url(const std::string& url);

/// kUsage if this is no URL of http or https.
Result<void> check_url(const std::string& url);

/// Whether the URL's host is this machine: localhost, 127.0.0.0/8 or ::1.
bool is_loopback(const std::string& url);

/// How long the reply asks to wait (Retry-After: seconds, or a date); absent if it doesn't.
std::optional<double> retry_after_s(const HttpReply& reply, const Clock& clock);

}  // namespace chimera
