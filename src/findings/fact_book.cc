#include "findings/fact_book.h"

#include <utility>

#include "query/compute.h"

namespace chimera::findings {

const Fact* FactBook::ask(const Query& query) {
  const std::string id = fact_id(query);
  if (const auto known = facts_.find(id); known != facts_.end()) {
    return &known->second;
  }
  auto fact = query::fact_of(query, observations_);
  return fact ? keep(std::move(*fact)) : nullptr;
}

const Fact* FactBook::keep(Fact fact) {
  std::string id = fact.id;
  return &facts_.emplace(std::move(id), std::move(fact)).first->second;
}

std::vector<Fact> FactBook::facts() const {
  std::vector<Fact> all;
  all.reserve(facts_.size());
  for (const auto& [id, fact] : facts_) {
    all.push_back(fact);
  }
  return all;
}

}  // namespace chimera::findings
