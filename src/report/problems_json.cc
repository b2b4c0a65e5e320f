#include "report/problems_json.h"

namespace chimera::report {

void write_problems(text::JsonWriter& json, const std::vector<Problem>& problems) {
  json.key("problems").open_array();
  for (const Problem& problem : problems) {
    json.open_object();
    json.key("file").string(problem.file);
    json.key("where").string(problem.where);
    json.key("what").string(problem.what);
    json.close_object();
  }
  json.close_array();
}

}  // namespace chimera::report
