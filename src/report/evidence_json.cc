#include "report/evidence_json.h"

namespace chimera::report {

void write_evidence(text::JsonWriter& json, std::span<const Evidence> evidence) {
  json.key("evidence").open_array();
  for (const Evidence& cells : evidence) {
    json.open_object();
    json.key("file").string(cells.file);
    json.key("column").string(cells.column);
    if (!cells.pointer.empty()) {
      json.key("pointer").string(cells.pointer);
    }
    json.key("rows").string(cells.rows);
    json.close_object();
  }
  json.close_array();
}

}  // namespace chimera::report
