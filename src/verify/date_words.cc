#include "verify/date_words.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <optional>

#include "verify/wording.h"

namespace chimera::verify {
namespace {

constexpr std::int64_t kNoYear = 4;  ///< of a day that is said without one

constexpr std::int64_t kDay = 86'400;
constexpr std::array<std::string_view, 12> kMonths = {
    "january", "february", "march",     "april",   "may",      "june",
    "july",    "august",   "september", "october", "november", "december"};

std::chrono::year_month_day date_of(std::int64_t utc_s) {
  return std::chrono::floor<std::chrono::days>(
      std::chrono::sys_seconds(std::chrono::seconds(utc_s)));
}

std::int64_t next_month_s(std::int64_t year, unsigned month) {
  return month == 12 ? day_utc_s(year + 1, 1, 1) : day_utc_s(year, month + 1, 1);
}

class DateFinder {
 public:
  explicit DateFinder(std::string_view text) : text_(text) {}

  std::vector<Numeral> find() {
    for (std::size_t at = 0; at < text_.size();) {
      const bool starts = at == 0 || !is_word_char(text_[at - 1]);
      const std::size_t end = !starts ? 0 : is_digit(text_[at]) ? read_iso(at) : read_month(at);
      at = end > at ? end : at + 1;
    }
    share_years();
    return std::move(found_);
  }

 private:
  [[nodiscard]] std::optional<std::int64_t> number(std::size_t at, std::size_t digits) const {
    std::int64_t value = 0;
    if (at + digits > text_.size()) {
      return std::nullopt;
    }
    const char* const begin = text_.data() + at;
    const auto read = std::from_chars(begin, begin + digits, value);
    return read.ptr == begin + digits ? std::optional(value) : std::nullopt;
  }

  [[nodiscard]] char at(std::size_t i) const { return i < text_.size() ? text_[i] : '\0'; }

  void add(Range range, std::int64_t first, std::int64_t last) {
    Numeral date;
    date.kind = NumeralKind::kDate;
    date.range = date.digits = range;
    date.first_utc_s = first;
    date.last_utc_s = last;
    found_.push_back(date);
  }

  std::size_t read_iso(std::size_t begin) {
    const auto year = number(begin, 4);
    const auto month = number(begin + 5, 2);
    const auto day = number(begin + 8, 2);
    if (!year || !month || !day || at(begin + 4) != '-' || at(begin + 7) != '-' || *month < 1 ||
        *month > 12 || *day < 1 || *day > 31 || is_digit(at(begin + 10))) {
      return 0;
    }
    std::int64_t first =
        day_utc_s(*year, static_cast<unsigned>(*month), static_cast<unsigned>(*day));
    std::int64_t last = first + kDay - 1;
    std::size_t end = begin + 10;
    const auto hour = number(end + 1, 2);
    const auto minute = number(end + 4, 2);
    if ((at(end) == ' ' || at(end) == 't') && hour && minute && at(end + 3) == ':') {
      first += *hour * 3600 + *minute * 60;
      last = first + 59;
      end += 6;
      if (const auto second = number(end + 1, 2); at(end) == ':' && second) {
        first += *second;
        last = first;
        end += 3;
      }
      while (at(end) == '.' || (is_digit(at(end)) && at(end - 1) != ' ')) {
        ++end;
      }
      end += text_.substr(end).starts_with(" utc") ? 4U : at(end) == 'z' ? 1U : 0U;
    }
    add({begin, end}, first, last);
    return end;
  }

  // The month whose name, or its first three letters, stands here.
  [[nodiscard]] unsigned month_at(std::size_t begin, std::size_t& end) const {
    end = begin;
    while (is_letter(at(end))) {
      ++end;
    }
    const std::string_view word = text_.substr(begin, end - begin);
    for (std::size_t i = 0; i < kMonths.size(); ++i) {
      const bool shortened = word.size() == 3 && kMonths[i].starts_with(word) && word != "may" &&
                             (at(end) == ' ' || at(end) == '.');
      if (word == kMonths[i] || shortened || (word == "sept" && i == 8)) {
        return static_cast<unsigned>(i) + 1;
      }
    }
    return 0;
  }

  std::size_t read_month(std::size_t begin) {
    const std::size_t month_begin = begin;
    std::size_t end = 0;
    const unsigned month = month_at(begin, end);
    if (month == 0) {
      return 0;
    }
    std::size_t next = end;
    const auto skip = [&] {
      while (at(next) == ' ' || at(next) == '.' || at(next) == ',') {
        ++next;
      }
    };
    skip();
    std::int64_t day = 0;
    if (is_digit(at(next)) && !is_digit(at(next + 2))) {
      const std::size_t digits = is_digit(at(next + 1)) ? 2 : 1;
      day = number(next, digits).value_or(0);
      next += digits;
      for (const std::string_view suffix : {"st", "nd", "rd", "th"}) {
        next += text_.substr(next).starts_with(suffix) ? 2U : 0U;
      }
      end = next;
      skip();
    }
    std::int64_t year = 0;
    if (is_digit(at(next)) && number(next, 4) && !is_digit(at(next + 4))) {
      year = number(next, 4).value_or(0);
      end = next + 4;
    }
    // "26 October 2025"
    if (day == 0 && begin > 1 && at(begin - 1) == ' ' && is_digit(at(begin - 2))) {
      std::size_t digit = begin - 2;
      digit -= digit > 0 && is_digit(at(digit - 1)) ? 1U : 0U;
      if (digit == 0 || !is_word_char(at(digit - 1))) {
        day = number(digit, begin - 1 - digit).value_or(0);
        begin = digit;
      }
    }
    if (text_.substr(month_begin, 3) == "may" && year == 0 && (day == 0 || begin < month_begin)) {
      return 0;  // the verb
    }
    if (day > 0 && begin < month_begin) {
      add_day_before(begin, month, year);
    }
    add_month(begin, end, month, day, year);
    return end;
  }

  // "Between 5 and 14 May": the first day, of the same month.
  void add_day_before(std::size_t begin, unsigned month, std::int64_t year) {
    static constexpr std::array<std::string_view, 7> kJoints = {
        " and ", " to ", " until ", " through ", "–", " – ", "-"};
    const std::string_view before = text_.substr(0, begin);
    for (const std::string_view joint : kJoints) {
      if (!before.ends_with(joint)) {
        continue;
      }
      const std::size_t last = begin - joint.size();
      std::size_t first = last;
      while (first > 0 && last - first < 3 && is_digit(at(first - 1))) {
        --first;
      }
      const std::int64_t day =
          last - first == 1 || last - first == 2 ? number(first, last - first).value_or(0) : 0;
      const bool alone = first == 0 || at(first - 1) == ' ' || at(first - 1) == '(';
      if (day > 0 && day < 32 && alone) {
        add_month(first, last, month, day, year);
        return;
      }
    }
  }

  void add_month(std::size_t begin, std::size_t end, unsigned month, std::int64_t day,
                 std::int64_t year) {
    month_.resize(found_.size());
    month_.push_back(month);
    std::int64_t first = 0;
    std::int64_t last = 0;
    // "Recorded in September"
    static constexpr std::array<std::string_view, 2> kIn = {"in ", "during "};
    if (year == 0 && (day > 0 || ends_with_any(text_.substr(0, begin), kIn))) {
      year = kNoYear;
    }
    if (year > 0) {
      first = day_utc_s(year, month, day > 0 && day < 32 ? static_cast<unsigned>(day) : 1);
      last = (day > 0 ? first + kDay : next_month_s(year, month)) - 1;
      const std::string_view before = text_.substr(0, begin);
      if (day == 0 && (before.ends_with("late ") || before.ends_with("end of "))) {
        begin -= before.ends_with("late ") ? 5U : 7U;
        first += 19 * kDay;
      } else if (day == 0 && before.ends_with("early ")) {
        begin -= 6;
        last = first + 12 * kDay;
      } else if (day == 0 && before.ends_with("mid-")) {
        begin -= 4;
        first += 9 * kDay;
        last = first + 12 * kDay;
      }
    }
    add({begin, end}, first, last);
  }

  // "late October/early November 2025": the year stands once.
  void share_years() {
    month_.resize(found_.size());
    for (std::size_t i = found_.size(); i-- > 0;) {
      const bool open = found_[i].first_utc_s == 0 || !has_year(found_[i]);
      if (!open || month_[i] == 0 || i + 1 >= found_.size()) {
        continue;
      }
      const Numeral& next = found_[i + 1];
      if (next.range.begin - found_[i].range.end > 24 || !has_year(next)) {
        continue;
      }
      const std::int64_t year = year_of(next.first_utc_s);
      if (found_[i].first_utc_s != 0) {
        found_[i] = in_year(found_[i], year);
        continue;
      }
      found_[i].first_utc_s = day_utc_s(year, month_[i], 1);
      found_[i].last_utc_s = next_month_s(year, month_[i]) - 1;
      const std::string_view before = text_.substr(0, found_[i].range.begin);
      if (before.ends_with("late ")) {
        found_[i].range.begin -= 5;
        found_[i].first_utc_s += 19 * kDay;
      }
    }
    std::erase_if(found_, [](const Numeral& date) { return date.first_utc_s == 0; });
  }

  std::string_view text_;
  std::vector<Numeral> found_;
  std::vector<unsigned> month_;  ///< of each found date that names one; 0 else
};

}  // namespace

std::vector<Numeral> find_dates(std::string_view text) {
  return DateFinder(text).find();
}

std::int64_t day_utc_s(std::int64_t year, unsigned month, unsigned day) {
  const std::chrono::sys_days days{std::chrono::year(static_cast<int>(year)) /
                                   std::chrono::month(month) / std::chrono::day(day)};
  return days.time_since_epoch().count() * kDay;
}

std::string day_text(std::int64_t utc_s) {
  const std::chrono::year_month_day day = date_of(utc_s);
  const auto two = [](unsigned value) { return (value < 10 ? "0" : "") + std::to_string(value); };
  return std::to_string(static_cast<int>(day.year())) + "-" +
         two(static_cast<unsigned>(day.month())) + "-" + two(static_cast<unsigned>(day.day()));
}

std::int64_t year_of(std::int64_t utc_s) {
  return static_cast<int>(date_of(utc_s).year());
}

bool has_year(const Numeral& date) {
  return date.first_utc_s >= day_utc_s(kNoYear + 1, 1, 1);
}

Numeral in_year(Numeral date, std::int64_t year) {
  const std::chrono::year_month_day said = date_of(date.first_utc_s);
  const std::int64_t length = date.last_utc_s - date.first_utc_s;
  date.first_utc_s =
      day_utc_s(year, static_cast<unsigned>(said.month()), static_cast<unsigned>(said.day()));
  date.last_utc_s = date.first_utc_s + length;
  return date;
}

bool is_on(const Numeral& date, std::int64_t utc_s) {
  const Numeral days = has_year(date) ? date : in_year(date, year_of(utc_s));
  return days.first_utc_s <= utc_s && utc_s <= days.last_utc_s;
}

}  // namespace chimera::verify
