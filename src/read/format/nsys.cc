// Nsight Systems, `nsys stats --format csv`: the reports that sum up calls by name
// (cuda_gpu_kern_sum, cuda_api_sum, cuda_gpu_mem_time_sum, …). All numbers are statistics stated of
// the instances; only a report of kernels is told by its column `Instances` and means the time of a
// kernel on the device. The instances themselves are not in the file.
#include <algorithm>
#include <array>
#include <string_view>

#include "read/format/format.h"
#include "read/format/known_columns.h"
#include "read/format/profiler_csv.h"

namespace chimera::read {

namespace {

using enum Role;

constexpr std::array kKernels{
    KnownColumn{"Time*(%)", kSummary, "", "%"},
    KnownColumn{"Total Time*(ns)", kSummary, "", "ns"},
    KnownColumn{"Instances", kSummary},
    KnownColumn{"Avg*", kSummary, "kernel_time", "ns"},
    KnownColumn{"Average*", kSummary, "kernel_time", "ns"},
    KnownColumn{"Med*", kSummary, "kernel_time", "ns"},
    KnownColumn{"Min*", kSummary, "kernel_time", "ns"},
    KnownColumn{"Max*", kSummary, "kernel_time", "ns"},
    KnownColumn{"StdDev*", kSummary, "", "ns"},
    KnownColumn{"Name", kSubject},
    KnownColumn{"GridXYZ", kFactor},
    KnownColumn{"BlockXYZ", kFactor},
};

constexpr std::array kCalls{
    KnownColumn{"Time*(%)", kSummary, "", "%"}, KnownColumn{"*(ns)", kSummary, "", "ns"},
    KnownColumn{"Average", kSummary, "", "ns"}, KnownColumn{"Minimum", kSummary, "", "ns"},
    KnownColumn{"Maximum", kSummary, "", "ns"}, KnownColumn{"StdDev", kSummary, "", "ns"},
    KnownColumn{"Num Calls", kSummary},         KnownColumn{"Count", kSummary},
    KnownColumn{"Operations", kSummary},        KnownColumn{"Name", kSubject},
    KnownColumn{"Operation", kSubject},         KnownColumn{"Range", kSubject},
};

bool has(const CsvCells& cells, std::string_view name) {
  return position_of(cells, name) < cells.size();
}

// Older versions print "Time(%)".
bool is_header(const CsvCells& cells) {
  return cells.size() >= 4 && (cells.front() == "Time (%)" || cells.front() == "Time(%)") &&
         has(cells, "Total Time (ns)");
}

std::string_view skip_reason(const CsvCells& /*header*/, const CsvCells& /*row*/) {
  return "";
}

}  // namespace

std::optional<FormatOutput> read_nsys(const Source& source) {
  const ProfilerForm form{"Total Time (ns)", is_header, skip_reason};
  auto output = read_profiler_csv(source, form);
  if (!output) {
    return std::nullopt;
  }
  for (Table& table : output->tables) {
    const bool kernels =
        find_column(table, "Instances") != nullptr && find_column(table, "Name") != nullptr;
    if (kernels) {
      know_columns(table, kKernels, "nsys");
    } else {
      know_columns(table, kCalls, "nsys");
    }
  }
  return output;
}

}  // namespace chimera::read
