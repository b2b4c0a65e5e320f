#include "cli/output.h"

#include "text/json.h"

namespace chimera::cli {

namespace {

bool has_schema(const std::string& path, const Disk& disk, std::string_view schema) {
  constexpr std::size_t kMost = std::size_t{1} << 28U;
  const auto bytes = disk.read(path, kMost);
  if (!bytes) {
    return false;
  }
  const auto json = text::parse_json(*bytes);
  const text::JsonValue* const found = json ? json->find("schema") : nullptr;
  return found != nullptr && found->text == schema;
}

}  // namespace

Result<OutputFolder> open_output(const std::string& folder, const Disk& disk, std::string_view file,
                                 std::string_view schema) {
  return OutputFolder::create(folder, [&](const std::string& standing) {
    std::string path = standing;
    path.append("/").append(file);
    return has_schema(path, disk, schema);
  });
}

}  // namespace chimera::cli
