#include "base/clock.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>

namespace chimera {

std::int64_t SystemClock::utc_s() const {
  const auto now = std::chrono::system_clock::now().time_since_epoch();
  return std::chrono::floor<std::chrono::seconds>(now).count();
}

double SystemClock::steady_s() const {
  return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

std::string utc_text(std::int64_t utc_s) {
  // Beyond four digits of a year a file's date is nonsense; the nearest date that prints stands.
  constexpr std::int64_t kFirst = -62167219200;  // 0000-01-01 00:00:00
  constexpr std::int64_t kLast = 253402300799;   // 9999-12-31 23:59:59
  const std::chrono::sys_seconds when{std::chrono::seconds{std::clamp(utc_s, kFirst, kLast)}};
  const auto day = std::chrono::floor<std::chrono::days>(when);
  const std::chrono::year_month_day date{day};
  const std::chrono::hh_mm_ss time{when - day};
  return fmt::format("{:04}-{:02}-{:02} {:02}:{:02}:{:02} UTC", static_cast<int>(date.year()),
                     static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                     time.hours().count(), time.minutes().count(), time.seconds().count());
}

}  // namespace chimera
