// Whether a sentence that a model wrote by itself may stand. The judge is not the author: this
// folder doesn't know who judges, `cli` hands it in.
#pragma once

#include <functional>
#include <string>

namespace chimera::write {

struct Judged {
  bool holds = false;  ///< it claims something, and the data support every claim
  std::string why;     ///< where it doesn't hold: a clause of ours that quotes nothing of it
};

/// Judges one sentence of Markdown, its values and names filled in.
using Judge = std::function<Judged(const std::string& sentence)>;

}  // namespace chimera::write
