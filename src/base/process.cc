#include "base/process.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstddef>
#include <optional>
#include <utility>

#include "base/check.h"
#include "base/descriptor.h"

namespace chimera {

namespace {

constexpr int kStepMs = 50;      // how long a raised Cancel may go unseen
constexpr int kGraceSteps = 40;  // 2 s between SIGTERM and SIGKILL
constexpr std::size_t kKept = std::size_t{1} << 20;

struct Pipe {
  Descriptor read_end;
  Descriptor write_end;
};

std::optional<Pipe> make_pipe() {
  std::array<int, 2> ends = {-1, -1};
  if (::pipe2(ends.data(), O_CLOEXEC) != 0) {
    return std::nullopt;
  }
  return Pipe{Descriptor(ends[0]), Descriptor(ends[1])};
}

/// The child between fork and exec: only async-signal-safe calls, since other threads of the parent
/// may have held any lock. Reports a failure as an errno through `report`.
[[noreturn]] void become(char* const* arguments, int output, int report, pid_t parent) {
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (::getppid() != parent) {  // it died before the line above
    ::_exit(1);
  }
  // Its own session: no terminal to ask questions on, and one group that can be killed whole.
  ::setsid();
  sigset_t none = {};
  ::sigemptyset(&none);
  ::pthread_sigmask(SIG_SETMASK, &none, nullptr);
  ::signal(SIGPIPE, SIG_DFL);
  const int nothing = ::open("/dev/null", O_RDONLY);
  if (nothing >= 0 && ::dup2(nothing, STDIN_FILENO) >= 0 && ::dup2(output, STDOUT_FILENO) >= 0 &&
      ::dup2(output, STDERR_FILENO) >= 0) {
    ::execvp(arguments[0], arguments);
  }
  const int code = errno;
  [[maybe_unused]] const auto written = ::write(report, &code, sizeof code);
  ::_exit(127);
}

/// A child that is always waited for, whatever way its owner returns.
class Child {
 public:
  explicit Child(pid_t pid) : pid_(pid) {}

  Child(const Child&) = delete;
  Child& operator=(const Child&) = delete;

  ~Child() {
    if (!ended_) {
      stop();
    }
  }

  /// The status if it has ended: the exit status, or 128 + signal.
  std::optional<int> ended() {
    if (!ended_) {
      look(WNOHANG);
    }
    return ended_;
  }

  /// Waits for a child that is about to end by itself.
  void wait() { look(0); }

  /// SIGTERM to the whole group, SIGKILL if that is ignored.
  void stop() {
    ::kill(-pid_, SIGTERM);
    for (int step = 0; step < kGraceSteps && !ended(); ++step) {
      ::poll(nullptr, 0, kStepMs);
    }
    ::kill(-pid_, SIGKILL);
    if (!ended_) {
      look(0);
    }
  }

 private:
  void look(int flags) {
    int status = 0;
    pid_t found = 0;
    do {
      found = ::waitpid(pid_, &status, flags);
    } while (found < 0 && errno == EINTR);
    if (found == pid_) {
      ended_ = WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
    } else if (found < 0) {
      ended_ = 0;  // somebody ignores SIGCHLD: the system keeps no status
    }
  }

  pid_t pid_;
  std::optional<int> ended_;
};

/// The end of what was printed is where a failing program says why, so the end is kept.
void keep_end(std::string& output, std::size_t limit) {
  if (output.size() > limit) {
    output.erase(0, output.size() - kKept);
  }
}

/// Takes what is there within one step; false once nobody can write any more.
bool take(const Descriptor& from, std::string& output) {
  pollfd waiting = {};
  waiting.fd = from.number();
  waiting.events = POLLIN;
  if (::poll(&waiting, 1, kStepMs) <= 0) {
    return true;
  }
  std::array<char, 4096> piece = {};
  const std::ptrdiff_t count = read_piece(from, piece.data(), piece.size());
  if (count <= 0) {
    return false;
  }
  output.append(piece.data(), static_cast<std::size_t>(count));
  keep_end(output, 2 * kKept);
  return true;
}

Result<ProcessOutput> collect(Child& child, const Descriptor& from, const Cancel& cancel) {
  ProcessOutput result;
  bool open = true;
  for (;;) {
    if (cancel.raised()) {
      child.stop();
      return interrupted();
    }
    const std::optional<int> status = child.ended();
    const std::size_t before = result.output.size();
    if (open) {
      open = take(from, result.output);
    } else {
      ::poll(nullptr, 0, 1);  // it closed its output and runs on
    }
    // A grandchild may hold the pipe open for ever: once the child is gone, silence is the end.
    if (status && (!open || result.output.size() == before)) {
      keep_end(result.output, kKept);
      result.status = *status;
      return result;
    }
  }
}

}  // namespace

Result<ProcessOutput> run_process(const std::vector<std::string>& arguments, const Cancel& cancel) {
  CHIMERA_CHECK(!arguments.empty(), "a process needs a name");
  std::vector<std::string> copies = arguments;
  std::vector<char*> pointers;
  pointers.reserve(copies.size() + 1);
  for (std::string& argument : copies) {
    pointers.push_back(argument.data());
  }
  pointers.push_back(nullptr);
  std::optional<Pipe> output = make_pipe();
  std::optional<Pipe> report = make_pipe();
  if (!output || !report) {
    return cannot("run", arguments[0], errno_text(errno));
  }
  const pid_t parent = ::getpid();
  const pid_t pid = ::fork();
  if (pid < 0) {
    return cannot("run", arguments[0], errno_text(errno));
  }
  if (pid == 0) {
    become(pointers.data(), output->write_end.number(), report->write_end.number(), parent);
  }
  Child child(pid);
  output->write_end.close();
  report->write_end.close();
  // exec closes the report pipe, so this returns at once; a number in it says why there was none.
  int code = 0;
  const auto reported = read_piece(report->read_end, reinterpret_cast<char*>(&code), sizeof code);
  if (std::cmp_equal(reported, sizeof code)) {
    child.wait();
    return cannot("run", arguments[0], errno_text(code));
  }
  return collect(child, output->read_end, cancel);
}

}  // namespace chimera
