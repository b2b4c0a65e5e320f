#include "data/fact.h"

#include "base/check.h"
#include "base/hash.h"

namespace chimera {

std::string fact_id(const Query& query) {
  CHIMERA_CHECK(query.statistics.size() == 1, "a fact is a query with one statistic");
  return content_id("f", canonical_text(query));
}

}  // namespace chimera
