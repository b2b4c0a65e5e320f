#include <gtest/gtest.h>

#include <atomic>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

#include "base/http.h"
#include "base/loopback_server.h"

namespace chimera {
namespace {

using Connection = LoopbackServer::Connection;

struct Answer {
  Result<HttpReply> reply;
  std::vector<std::string> pieces;

  [[nodiscard]] std::string body() const {
    std::string whole;
    for (const std::string& piece : pieces) {
      whole += piece;
    }
    return whole;
  }

  [[nodiscard]] std::string error() const { return reply ? "none" : reply.error().message; }
};

Answer ask(const HttpRequest& request, const Cancel& cancel = Cancel()) {
  const SystemClock clock;
  const std::unique_ptr<HttpClient> client = make_http_client(clock);
  std::vector<std::string> pieces;
  Result<HttpReply> reply = client->send(
      request,
      [&pieces](std::string_view piece) {
        pieces.emplace_back(piece);
        return true;
      },
      cancel);
  return {std::move(reply), std::move(pieces)};
}

HttpRequest get(const LoopbackServer& server) {
  HttpRequest request;
  request.url = server.url();
  return request;
}

TEST(CurlHttp, PostsBodyAndHeadersAndStreamsTheReply) {
  std::mutex mutex;
  std::string asked;
  const LoopbackServer server([&](const Connection& connection, const std::string& request) {
    const std::scoped_lock lock(mutex);
    asked = request;
    connection.send("HTTP/1.1 200 OK\r\nX-Mixed: Case \r\nTransfer-Encoding: chunked\r\n\r\n");
    connection.send("5\r\nfirst\r\n");
    connection.send("7\r\n second\r\n0\r\n\r\n");
  });
  HttpRequest request = get(server);
  request.method = HttpMethod::kPost;
  request.url = server.url("/v1/chat?a=b");
  request.headers = {{"Content-Type", "application/json"}, {"Authorization", "Bearer s"}};
  request.body = std::string("{\"a\":\0}", 7);
  const Answer answer = ask(request);
  ASSERT_TRUE(answer.reply.has_value()) << answer.error();
  EXPECT_EQ(answer.reply->status, 200);
  EXPECT_FALSE(answer.reply->cut.has_value());
  EXPECT_EQ(answer.body(), "first second");
  ASSERT_NE(answer.reply->header("x-mixed"), nullptr);
  EXPECT_EQ(*answer.reply->header("x-mixed"), "Case");
  EXPECT_EQ(answer.reply->header("x-other"), nullptr);
  const std::scoped_lock lock(mutex);
  EXPECT_TRUE(asked.starts_with("POST /v1/chat?a=b HTTP/1.1\r\n")) << asked;
  EXPECT_NE(asked.find("Content-Type: application/json\r\n"), std::string::npos);
  EXPECT_NE(asked.find("Authorization: Bearer s\r\n"), std::string::npos);
  EXPECT_TRUE(asked.ends_with(request.body));
}

TEST(CurlHttp, KeepsTheConnectionForTheNextRequest) {
  std::atomic<int> connections{0};
  const LoopbackServer server([&](const Connection& connection, const std::string& /*first*/) {
    ++connections;
    do {
      connection.send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
    } while (!connection.read_request().empty());
  });
  const SystemClock clock;
  const Cancel cancel;
  {
    const auto client = make_http_client(clock);
    for (int i = 0; i < 3; ++i) {
      std::string body;
      const auto reply = client->send(
          get(server),
          [&body](std::string_view piece) {
            body += piece;
            return true;
          },
          cancel);
      ASSERT_TRUE(reply.has_value());
      EXPECT_EQ(body, "ok");
    }
  }
  EXPECT_EQ(connections, 1);
}

TEST(CurlHttp, ARefusalKeepsItsBodyApart) {
  const LoopbackServer server([](const Connection& connection, const std::string& /*request*/) {
    connection.send(
        "HTTP/1.1 429 Slow down\r\nRetry-After: 7\r\nContent-Length: 9\r\n\r\n"
        "too many\n");
  });
  HttpRequest request = get(server);
  request.limits.refusal_max = 3;
  const Answer answer = ask(request);
  ASSERT_TRUE(answer.reply.has_value()) << answer.error();
  EXPECT_EQ(answer.reply->status, 429);
  EXPECT_EQ(answer.reply->refusal, "too");
  EXPECT_EQ(*answer.reply->header("retry-after"), "7");
  EXPECT_TRUE(answer.pieces.empty());
}

TEST(CurlHttp, FollowsNoRedirect) {
  const LoopbackServer other([](const Connection& connection, const std::string& /*request*/) {
    connection.send("HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nsecret");
  });
  const LoopbackServer server([&](const Connection& connection, const std::string& /*request*/) {
    connection.send("HTTP/1.1 302 Found\r\nLocation: " + other.url() +
                    "\r\nContent-Length: 0\r\n\r\n");
  });
  const Answer answer = ask(get(server));
  ASSERT_TRUE(answer.reply.has_value());
  EXPECT_EQ(answer.reply->status, 302);
  EXPECT_EQ(answer.body(), "");
}

TEST(CurlHttp, SaysWhatAServerDidWrong) {
  struct Case {
    const char* name;
    LoopbackServer::Speech speech;
    const char* words;
  };

  const std::vector<Case> cases = {
      {"hangs", [](const Connection& c, const std::string&) { c.hang(); },
       "timed out: it sent nothing for 0.1 s"},
      {"hangs in mid-stream",
       [](const Connection& c, const std::string&) {
         c.send("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc");
         c.hang();
       },
       "timed out: it sent nothing for 0.1 s"},
      {"drips",
       [](const Connection& c, const std::string&) {
         c.send("HTTP/1.1 200 OK\r\n\r\n");
         while (c.send("x") && !c.left(5)) {
         }
       },
       "timed out: it was not done after 0.25 s"},
      {"sends too much",
       [](const Connection& c, const std::string&) {
         c.send("HTTP/1.1 200 OK\r\n\r\n");
         while (c.send(std::string(4096, 'x'))) {
         }
       },
       "sent more than 100000 bytes"},
      {"sends headers without end",
       [](const Connection& c, const std::string&) {
         c.send("HTTP/1.1 200 OK\r\n");
         while (c.send("x: y\r\n")) {
         }
       },
       "sent more than 256 headers"},
      {"says nothing", [](const Connection&, const std::string&) {},
       "closed the connection without an answer"},
      {"breaks", [](const Connection& c, const std::string&) { c.reset(); },
       "closed the connection without an answer"},
      {"speaks otherwise",
       [](const Connection& c, const std::string&) { c.send("SSH-2.0-nothing\r\n"); },
       "does not answer in HTTP"}};
  for (const Case& one : cases) {
    const LoopbackServer server(one.speech);
    HttpRequest request = get(server);
    request.limits.stall_s = 0.1;
    request.limits.total_s = 0.25;
    request.limits.bytes_max = 100000;
    const SystemClock clock;
    const double start_s = clock.steady_s();
    const Answer answer = ask(request);
    EXPECT_LT(clock.steady_s() - start_s, 3) << one.name << ": 0.3 s on an idle machine";
    EXPECT_LE(answer.body().size(), request.limits.bytes_max) << one.name;
    ASSERT_FALSE(answer.reply.has_value()) << one.name;
    EXPECT_EQ(answer.reply.error().code, ErrorCode::kEngine) << one.name;
    EXPECT_EQ(answer.error(), "'" + server.url() + "' " + one.words) << one.name;
  }
}

TEST(CurlHttp, TellsACutStreamFromAWholeOne) {
  struct Case {
    const char* name;
    std::string bytes;
    bool cut;
  };

  const std::vector<Case> cases = {
      {"content length", "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc", true},
      {"chunks", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n", true},
      {"a status among chunks",
       "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n"
       "HTTP/1.1 500 Internal Server Error\r\n\r\n",
       true},
      {"until the end", "HTTP/1.1 200 OK\r\n\r\nabc", false}};
  for (const Case& one : cases) {
    const LoopbackServer server([&](const Connection& connection, const std::string& /*request*/) {
      connection.send(one.bytes);
    });
    const Answer answer = ask(get(server));
    ASSERT_TRUE(answer.reply.has_value()) << one.name << answer.error();
    EXPECT_EQ(answer.body(), "abc") << one.name;
    const std::optional<Error>& cut = answer.reply->cut;
    EXPECT_EQ(cut ? cut->message : "",
              one.cut ? "'" + server.url() + "' was cut off in mid-stream" : "")
        << one.name;
  }
}

TEST(CurlHttp, BytesComeAsTheyAre) {
  // A code point split over two chunks, a zero byte, and bytes that are no UTF-8.
  const std::string bytes("caf\xC3", 4);
  const std::string more("\xA9 \0 \xFF\xFE", 6);
  const LoopbackServer server([&](const Connection& connection, const std::string& /*request*/) {
    connection.send("HTTP/1.1 200 OK\r\n\r\n" + bytes);
    connection.send(more);
  });
  EXPECT_EQ(ask(get(server)).body(), bytes + more);
}

TEST(CurlHttp, SaysWhyThereIsNoConnection) {
  HttpRequest request;
  {
    const LoopbackServer server([](const Connection&, const std::string&) {});
    request.url = server.url();
  }
  Answer answer = ask(request);
  ASSERT_FALSE(answer.reply.has_value());
  EXPECT_EQ(answer.error(), "can't reach '" + request.url + "': Connection refused");
  // A name that RFC 6761 keeps free for ever.
  request.url = "http://user:secret@chimera.invalid:8080/v1?key=secret";
  answer = ask(request);
  ASSERT_FALSE(answer.reply.has_value());
  EXPECT_EQ(answer.error(),
            "can't reach 'http://chimera.invalid:8080/v1': the name of the host is not known");
  request.url = "gopher://127.0.0.1/";
  EXPECT_EQ(ask(request).reply.error().code, ErrorCode::kUsage);
}

TEST(CurlHttp, TrustsNoServerThatSpeaksNoTls) {
  const LoopbackServer server([](const Connection& connection, const std::string& /*request*/) {
    connection.send("HTTP/1.1 200 OK\r\n\r\n");
  });
  HttpRequest request = get(server);
  request.url.replace(0, 4, "https");
  const Answer answer = ask(request);
  ASSERT_FALSE(answer.reply.has_value());
  EXPECT_TRUE(answer.error().starts_with("can't trust 'https://127.0.0.1:")) << answer.error();
}

TEST(CurlHttp, AHeaderHoldsNoOtherHeader) {
  const LoopbackServer server([](const Connection& connection, const std::string& /*request*/) {
    connection.send("HTTP/1.1 200 OK\r\n\r\n");
  });
  HttpRequest request = get(server);
  request.headers = {{"Authorization", "Bearer secret\r\nHost: other"}};
  const Answer answer = ask(request);
  ASSERT_FALSE(answer.reply.has_value());
  EXPECT_EQ(answer.error().find("secret"), std::string::npos);
  EXPECT_NE(answer.error().find("line break"), std::string::npos);
}

TEST(CurlHttp, StopsWhereTheSinkHasEnough) {
  const LoopbackServer server([](const Connection& connection, const std::string& /*request*/) {
    connection.send("HTTP/1.1 200 OK\r\n\r\n");
    while (connection.send("again ")) {
    }
  });
  const SystemClock clock;
  const Cancel cancel;
  std::size_t bytes = 0;
  const auto reply = make_http_client(clock)->send(
      get(server), [&bytes](std::string_view piece) { return (bytes += piece.size()) < 100; },
      cancel);
  ASSERT_TRUE(reply.has_value());
  EXPECT_FALSE(reply->cut.has_value());
  EXPECT_GE(bytes, 100U);
}

TEST(CurlHttp, StopsAtOnceWhenCancelled) {
  Cancel cancel;
  const LoopbackServer server([&](const Connection& connection, const std::string& /*request*/) {
    connection.send("HTTP/1.1 200 OK\r\n\r\nabc");
    cancel.raise();
    connection.hang();
  });
  const SystemClock clock;
  const double start_s = clock.steady_s();
  const Answer answer = ask(get(server), cancel);
  ASSERT_FALSE(answer.reply.has_value());
  EXPECT_EQ(answer.reply.error().code, ErrorCode::kInterrupted);
  EXPECT_LT(clock.steady_s() - start_s, 5) << "0.1 s on an idle machine; the stall limit is 120";
}

}  // namespace
}  // namespace chimera
