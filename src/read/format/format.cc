#include "read/format/format.h"

#include <array>

namespace chimera::read {

std::span<const Format> formats() {
  static constexpr std::array kFormats{
      Format{"llama-bench", read_llama_bench},
      Format{"delimited", read_delimited},
      Format{"json", read_json},
      Format{"log", read_log},
      Format{"markdown", read_markdown},
  };
  return kFormats;
}

}  // namespace chimera::read
