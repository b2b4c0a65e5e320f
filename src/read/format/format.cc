#include "read/format/format.h"

#include <algorithm>
#include <array>

namespace chimera::read {

std::span<const Format> formats() {
  static constexpr std::array kFormats{
      Format{"llama-bench", read_llama_bench},
      Format{"ollama", read_ollama},
      Format{"llama-server", read_llama_server},
      Format{"openai", read_openai},
      Format{"llama-batched-bench", read_batched_bench},
      Format{"google-benchmark", read_google_benchmark},
      Format{"hyperfine", read_hyperfine},
      Format{"pytest-benchmark", read_pytest_benchmark},
      Format{"criterion", read_criterion},
      Format{"csv", read_delimited, ArtifactType::kCsv},
      Format{"json", read_json, ArtifactType::kJson},
      Format{"log", read_log, ArtifactType::kLog},
      Format{"markdown", read_markdown, ArtifactType::kMarkdown},
  };
  return kFormats;
}

const Format* find_format(std::string_view name) {
  const auto known = formats();
  const auto found = std::find_if(known.begin(), known.end(),
                                  [&](const Format& format) { return format.name == name; });
  return found == known.end() ? nullptr : &*found;
}

}  // namespace chimera::read
