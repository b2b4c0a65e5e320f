#include "base/http.h"

#include <gtest/gtest.h>

#include "base/pause.h"

namespace chimera {
namespace {

TEST(PublicUrl, ShowsNoSecret) {
  EXPECT_EQ(public_url("http://user:secret@host:8080/v1?key=secret#secret"), "http://host:8080/v1");
  EXPECT_EQ(public_url("http://127.0.0.1:11434"), "http://127.0.0.1:11434/");
  EXPECT_EQ(public_url("://user:secret@nonsense?secret"), "nonsense");
}

TEST(CheckUrl, TakesHttpAndHttpsOnly) {
  EXPECT_TRUE(check_url("http://localhost:1/v1"));
  EXPECT_TRUE(check_url("https://example.org"));
  for (const char* const wrong : {"", "localhost:8080", "ftp://host/", "file:///etc/passwd",
                                  "http://", "http://a b/", "javascript:x"}) {
    const auto checked = check_url(wrong);
    ASSERT_FALSE(checked.has_value()) << wrong;
    EXPECT_EQ(checked.error().code, ErrorCode::kUsage) << wrong;
  }
}

TEST(IsLoopback, OnlyThisMachine) {
  for (const char* const here :
       {"http://localhost:1/", "http://127.0.0.1", "http://127.1.2.3:80/x", "http://[::1]:5/"}) {
    EXPECT_TRUE(is_loopback(here)) << here;
  }
  for (const char* const there : {"http://127.0.0.1.example.org/", "http://example.org/127.0.0.1",
                                  "http://localhost@example.org/", "nonsense"}) {
    EXPECT_FALSE(is_loopback(there)) << there;
  }
}

TEST(RetryAfter, ReadsSecondsAndDates) {
  // RFC 9110's example of a date; seconds since 1970 by `date -d … +%s`.
  const FakeClock clock(941844700);
  const auto wait = [&clock](const char* value) {
    HttpReply reply;
    reply.headers = {{"retry-after", value}};
    return retry_after_s(reply, clock);
  };
  EXPECT_EQ(wait("120"), 120);
  EXPECT_EQ(wait("0.5"), 0.5);
  EXPECT_EQ(wait("Fri, 05 Nov 1999 23:31:59 GMT"), 19);
  EXPECT_EQ(wait("Fri, 05 Nov 1998 23:31:59 GMT"), 0);
  EXPECT_FALSE(wait("soon").has_value());
  EXPECT_FALSE(wait("-5").has_value());
  EXPECT_FALSE(retry_after_s(HttpReply{}, clock).has_value());
}

TEST(RealPause, EndsAtOnceWhenCancelled) {
  Cancel cancel;
  const Pause pause = real_pause(cancel);
  EXPECT_TRUE(pause(0));
  cancel.raise();
  const auto paused = pause(3600);
  ASSERT_FALSE(paused);
  EXPECT_EQ(paused.error().code, ErrorCode::kInterrupted);
}

}  // namespace
}  // namespace chimera
