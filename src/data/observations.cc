#include "data/observations.h"

#include "base/check.h"

namespace chimera {

std::string_view artifact_type_name(ArtifactType type) {
  switch (type) {
    case ArtifactType::kCsv:
      return "CSV";
    case ArtifactType::kJson:
      return "JSON";
    case ArtifactType::kMarkdown:
      return "Markdown";
    case ArtifactType::kLog:
      return "log";
    case ArtifactType::kYaml:
      return "YAML";
    case ArtifactType::kOther:
      return "other";
  }
  CHIMERA_CHECK(false, "an artifact type without a name");
}

}  // namespace chimera
