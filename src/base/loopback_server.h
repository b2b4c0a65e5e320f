// For tests: a server on 127.0.0.1 that speaks whatever bytes it is told to, in a thread of its
// own, one connection after the other. Nothing of HTTP in it but the end of a request.
#pragma once

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <functional>
#include <string>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

namespace chimera {

class LoopbackServer {
 public:
  /// One connection, from the server's side.
  class Connection {
   public:
    Connection(int socket, const std::atomic<bool>& ends) : socket_(socket), ends_(&ends) {}

    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;

    ~Connection() { ::close(socket_); }

    /// Sends all of it; false once the client is gone.
    bool send(std::string_view bytes) const {
      while (!bytes.empty()) {
        const auto count = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (count <= 0) {
          return false;
        }
        bytes.remove_prefix(static_cast<std::size_t>(count));
      }
      return true;
    }

    /// Says nothing until the client leaves or the server ends.
    void hang() const {
      while (!ends_->load() && !left(kStepMs)) {
      }
    }

    /// Whether the client leaves within that time.
    [[nodiscard]] bool left(int wait_ms) const {
      pollfd waiting = {socket_, POLLIN, 0};
      std::array<char, 1> byte = {};
      return ::poll(&waiting, 1, wait_ms) > 0 &&
             ::recv(socket_, byte.data(), byte.size(), MSG_PEEK) <= 0;
    }

    /// The connection breaks instead of ending.
    void reset() const {
      const linger at_once = {1, 0};
      ::setsockopt(socket_, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
    }

    /// The bytes of one request, as far as its headers and its Content-Length say.
    std::string read_request() const {
      std::string bytes;
      std::array<char, 4096> piece = {};
      while (!is_whole(bytes)) {
        const auto count = ::recv(socket_, piece.data(), piece.size(), 0);
        if (count <= 0) {
          break;
        }
        bytes.append(piece.data(), static_cast<std::size_t>(count));
      }
      return bytes;
    }

   private:
    static constexpr int kStepMs = 5;

    static bool is_whole(const std::string& bytes) {
      if (bytes.starts_with('\x16')) {
        return true;  // TLS begins so
      }
      const std::size_t end = bytes.find("\r\n\r\n");
      if (end == std::string::npos) {
        return false;
      }
      const std::string_view name = "Content-Length: ";
      const std::size_t at = bytes.find(name);
      const std::size_t length =
          at < end ? std::stoul(bytes.substr(at + name.size(), end - at - name.size())) : 0;
      return bytes.size() >= end + 4 + length;
    }

    int socket_;
    const std::atomic<bool>* ends_;
  };

  using Speech = std::function<void(const Connection& connection, const std::string& request)>;

  explicit LoopbackServer(Speech speech) : speech_(std::move(speech)) {
    socket_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address = {};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    // The socket interface takes addresses of every family by this cast.
    auto* const any = reinterpret_cast<sockaddr*>(&address);
    if (::bind(socket_, any, size) == 0 && ::listen(socket_, kBacklog) == 0 &&
        ::getsockname(socket_, any, &size) == 0) {
      port_ = ntohs(address.sin_port);
    }
    thread_ = std::thread([this] { serve(); });
  }

  LoopbackServer(const LoopbackServer&) = delete;
  LoopbackServer& operator=(const LoopbackServer&) = delete;

  ~LoopbackServer() {
    ends_ = true;
    thread_.join();
    ::close(socket_);
  }

  [[nodiscard]] std::string url(const std::string& path = "/") const {
    return "http://127.0.0.1:" + std::to_string(port_) + path;
  }

 private:
  static constexpr int kBacklog = 8;
  static constexpr int kStepMs = 5;

  void serve() {
    pollfd waiting = {socket_, POLLIN, 0};
    while (!ends_) {
      if (::poll(&waiting, 1, kStepMs) <= 0) {
        continue;
      }
      const Connection connection(::accept(socket_, nullptr, nullptr), ends_);
      speech_(connection, connection.read_request());
    }
  }

  Speech speech_;
  std::atomic<bool> ends_{false};
  int socket_ = -1;
  int port_ = 0;
  std::thread thread_;
};

}  // namespace chimera
