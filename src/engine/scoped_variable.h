// For tests: an environment variable that has another value until the object goes away.
#pragma once

#include <cstdlib>
#include <optional>
#include <string>
#include <utility>

namespace chimera::engine {

// NOLINTBEGIN(concurrency-mt-unsafe): tests have one thread
class ScopedVariable {
 public:
  ScopedVariable(std::string name, const std::string& value) : name_(std::move(name)) {
    if (const char* const before = std::getenv(name_.c_str()); before != nullptr) {
      before_ = before;
    }
    setenv(name_.c_str(), value.c_str(), 1);
  }

  ScopedVariable(const ScopedVariable&) = delete;
  ScopedVariable& operator=(const ScopedVariable&) = delete;

  ~ScopedVariable() {
    if (before_) {
      setenv(name_.c_str(), before_->c_str(), 1);
    } else {
      unsetenv(name_.c_str());
    }
  }

 private:
  std::string name_;
  std::optional<std::string> before_;
};

// NOLINTEND(concurrency-mt-unsafe)

}  // namespace chimera::engine
