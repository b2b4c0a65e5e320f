// The distributions as stats uses them: from Boost.Math, never throwing (a value out of range comes
// back as NaN or infinity, and the callers turn that into "absent") and in plain double arithmetic
// on every processor. Internal to stats.
#pragma once

#include <cmath>

// Tables of constants that stand once: as constexpr arrays Boost copies them for each look-up.
#define BOOST_NO_CXX11_HDR_ARRAY  // NOLINT(readability-identifier-naming): Boost's name
#include <boost/math/distributions/binomial.hpp>
#include <boost/math/distributions/fisher_f.hpp>
#include <boost/math/distributions/non_central_t.hpp>
#include <boost/math/distributions/normal.hpp>
#include <boost/math/distributions/students_t.hpp>
#include <boost/math/special_functions/gamma.hpp>

namespace chimera::stats {

namespace policies = boost::math::policies;

using QuietPolicy = policies::policy<
    policies::domain_error<policies::ignore_error>, policies::pole_error<policies::ignore_error>,
    policies::overflow_error<policies::ignore_error>,
    policies::evaluation_error<policies::ignore_error>, policies::promote_double<false>>;
using Student = boost::math::students_t_distribution<double, QuietPolicy>;
using Normal = boost::math::normal_distribution<double, QuietPolicy>;
using FisherF = boost::math::fisher_f_distribution<double, QuietPolicy>;
using Binomial = boost::math::binomial_distribution<double, QuietPolicy>;
using NoncentralT = boost::math::non_central_t_distribution<double, QuietPolicy>;

/// The t that `level` of the distribution lies within, both sides together.
inline double t_within(double level, double df) {
  return boost::math::quantile(boost::math::complement(Student(df), (1 - level) / 2));
}

/// The z that `level` of the standard normal distribution lies within.
inline double z_within(double level) {
  return boost::math::quantile(boost::math::complement(Normal(), (1 - level) / 2));
}

/// The chance of a t at least this large.
inline double upper_p(double t, double df) {
  return boost::math::cdf(boost::math::complement(Student(df), t));
}

/// The chance of a |t| at least this large.
inline double two_sided_p(double t, double df) {
  return 2 * upper_p(std::abs(t), df);
}

/// The chance of a |z| at least this large.
inline double two_sided_normal_p(double z) {
  return 2 * boost::math::cdf(boost::math::complement(Normal(), std::abs(z)));
}

/// The chance of an F at least this large.
inline double f_p(double f, double df_between, double df_within) {
  return boost::math::cdf(boost::math::complement(FisherF(df_between, df_within), f));
}

}  // namespace chimera::stats
