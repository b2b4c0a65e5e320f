// What the table of recommend.cc says: the advice, what it brings, and the questions that are left
// to an experiment; each from the finding's facts and names alone.
#pragma once

#include "data/lattice.h"
#include "findings/basis.h"
#include "findings/fact_book.h"

namespace chimera::findings {

struct Case {
  const FactBook& book;
  const Basis& basis;
};

/// The finding's metric in a sentence.
Phrase metric_of(const Basis& basis);

/// "`num_gpu` and `temperature`"; the metric where no factor is named.
Phrase factors_phrase(const Basis& basis);

Phrase nothing(const Case& of);

// Advice, and what it brings; empty where the finding holds nothing to say it by.
Phrase take_the_better(const Case& of);
Phrase ratio_gained(const Case& of);
Phrase mend_the_cause(const Case& of);
Phrase trials_gained(const Case& of);
Phrase warm_up(const Case& of);
Phrase wait_saved(const Case& of);
Phrase record_again(const Case& of);

// Questions.
Phrase what_it_does(const Case& of);
Phrase who_is_better(const Case& of);
Phrase whether_it_matters(const Case& of);
Phrase which_is_best(const Case& of);
Phrase what_trials_say(const Case& of);

}  // namespace chimera::findings
