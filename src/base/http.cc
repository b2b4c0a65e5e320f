#include "base/http.h"

#include <curl/curl.h>

#include <algorithm>
#include <charconv>
#include <system_error>

namespace chimera {
namespace {

struct FreeUrl {
  void operator()(CURLU* url) const { curl_url_cleanup(url); }
};

using Url = std::unique_ptr<CURLU, FreeUrl>;

// nullptr where it is no URL.
Url parse_url(const std::string& text) {
  Url url(curl_url());
  if (url && curl_url_set(url.get(), CURLUPART_URL, text.c_str(), 0) != CURLUE_OK) {
    url.reset();
  }
  return url;
}

std::string part_of(const Url& url, CURLUPart part) {
  char* text = nullptr;
  if (curl_url_get(url.get(), part, &text, 0) != CURLUE_OK) {
    return "";
  }
  std::string copy = text;
  curl_free(text);
  return copy;
}

}  // namespace

const std::string* HttpReply::header(std::string_view name) const {
  const auto found = std::find_if(headers.begin(), headers.end(),
                                  [name](const HttpHeader& one) { return one.first == name; });
  return found == headers.end() ? nullptr : &found->second;
}

std::string public_url(const std::string& url) {
  const Url parsed = parse_url(url);
  if (!parsed) {
    // Whatever stands before an '@' may be a password.
    const std::size_t at = url.rfind('@');
    const std::string rest = at == std::string::npos ? url : url.substr(at + 1);
    return rest.substr(0, rest.find_first_of("?#"));
  }
  for (const CURLUPart part :
       {CURLUPART_USER, CURLUPART_PASSWORD, CURLUPART_QUERY, CURLUPART_FRAGMENT}) {
    curl_url_set(parsed.get(), part, nullptr, 0);
  }
  return part_of(parsed, CURLUPART_URL);
}

Result<void> check_url(const std::string& url) {
  const Url parsed = parse_url(url);
  const std::string scheme = parsed ? part_of(parsed, CURLUPART_SCHEME) : "";
  if (scheme != "http" && scheme != "https") {
    return fail(ErrorCode::kUsage, "no URL of http or https: '" + public_url(url) + "'");
  }
  return {};
}

bool is_loopback(const std::string& url) {
  const Url parsed = parse_url(url);
  const std::string host = parsed ? part_of(parsed, CURLUPART_HOST) : "";
  const bool numbers = host.find_first_not_of("0123456789.") == std::string::npos;
  return host == "localhost" || host == "[::1]" || (numbers && host.starts_with("127."));
}

std::optional<double> retry_after_s(const HttpReply& reply, const Clock& clock) {
  const std::string* const text = reply.header("retry-after");
  if (text == nullptr) {
    return std::nullopt;
  }
  double seconds = 0;
  const auto [end, code] =
      std::from_chars(text->data(), text->data() + text->size(), seconds, std::chars_format::fixed);
  if (code == std::errc() && end == text->data() + text->size() && seconds >= 0) {
    return seconds;
  }
  const auto when = curl_getdate(text->c_str(), nullptr);
  if (when < 0) {
    return std::nullopt;
  }
  return std::max(0.0, static_cast<double>(when - clock.utc_s()));
}

}  // namespace chimera
