#include "engine/user_folder.h"

#include <cstdlib>

namespace chimera::engine {

namespace {

std::string absolute_from_environment(const char* name) {
  const char* const value = std::getenv(name);  // NOLINT(concurrency-mt-unsafe): nobody sets it
  return value != nullptr && *value == '/' ? value : "";
}

}  // namespace

std::string user_folder(const char* variable, const std::string& below) {
  std::string folder = absolute_from_environment(variable);
  if (!folder.empty()) {
    return folder;
  }
  const std::string home = absolute_from_environment("HOME");
  return home.empty() ? "" : home + "/" + below;
}

}  // namespace chimera::engine
