// The tidy table: what can be read back is written so that it reads back the same.
#include <string>
#include <string_view>

#include "read/tidy.h"
#include "target.h"

namespace {

using chimera::Cancel;
using chimera::MemoryDisk;
using chimera::Observations;
using chimera::Result;
using chimera::fuzz::require;
using chimera::read::read_tidy;
using chimera::read::TidyForm;
using chimera::read::write_tidy;

Result<Observations> read(std::string_view bytes) {
  MemoryDisk disk;
  disk.add("f", std::string(bytes));
  return read_tidy({"f"}, disk, Cancel());
}

std::string written(const Observations& observations, TidyForm form) {
  std::string all;
  const auto done = write_tidy(observations, {form, {}}, [&](std::string_view piece) {
    all += piece;
    return Result<void>();
  });
  require(done.has_value(), "writing into memory works");
  return all;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto first = read(chimera::fuzz::as_text(data, size));
  if (!first) {
    require(!first.error().message.empty(), "a refusal says why");
    return 0;
  }
  // Bytes that are no UTF-8 are replaced in the first writing.
  const std::string clean = written(*first, TidyForm::kJsonLines);
  if (clean.empty()) {
    return 0;
  }
  const auto second = read(clean);
  require(second.has_value(), "what was written reads back");
  require(written(*second, TidyForm::kJsonLines) == clean, "JSON Lines lose nothing");
  const auto third = read(written(*second, TidyForm::kCsv));
  require(third.has_value(), "CSV reads back");
  require(written(*third, TidyForm::kJsonLines) == clean, "CSV loses nothing");
  return 0;
}
