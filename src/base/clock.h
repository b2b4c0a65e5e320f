// Time behind an interface, so that tests choose it. Two clocks: the calendar (UTC, for the date of
// a report) and a steady one (for durations). Thread-safe.
#pragma once

#include <cstdint>
#include <string>

namespace chimera {

class Clock {
 public:
  virtual ~Clock() = default;

  /// Seconds since 1970-01-01 00:00:00 UTC.
  [[nodiscard]] virtual std::int64_t utc_s() const = 0;

  /// Seconds of a steady clock with an arbitrary origin; only differences mean anything.
  [[nodiscard]] virtual double steady_s() const = 0;
};

/// The machine's clocks.
class SystemClock : public Clock {
 public:
  [[nodiscard]] std::int64_t utc_s() const override;
  [[nodiscard]] double steady_s() const override;
};

/// A clock that stands still until a test moves it.
class FakeClock : public Clock {
 public:
  explicit FakeClock(std::int64_t utc_s) : utc_s_(utc_s) {}

  void advance(double seconds) { steady_s_ += seconds; }

  [[nodiscard]] std::int64_t utc_s() const override { return utc_s_; }

  [[nodiscard]] double steady_s() const override { return steady_s_; }

 private:
  std::int64_t utc_s_;
  double steady_s_ = 0;
};

/// "2025-11-14 18:53:30 UTC" of a calendar second; any 64-bit value gives some text.
std::string utc_text(std::int64_t utc_s);

}  // namespace chimera
