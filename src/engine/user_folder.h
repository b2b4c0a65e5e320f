// Where a user's own files are kept, by the XDG rules.
#pragma once

#include <string>

namespace chimera::engine {

/// The absolute path in that variable of the environment, else `below` the home; "" without a home.
std::string user_folder(const char* variable, const std::string& below);

}  // namespace chimera::engine
