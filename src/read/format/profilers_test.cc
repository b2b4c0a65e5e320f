// The twins here are written by hand after what the tools print; none is a file that a tool wrote.
#include <gtest/gtest.h>

#include <cmath>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "read/format/format.h"
#include "read/trials.h"

namespace chimera::read {
namespace {

const Column& column(const FormatOutput& output, std::string_view name, std::size_t table = 0) {
  static const Column none{.name = "no such column", .text = {"-"}, .number = {-1}};
  const Column* found =
      output.tables.size() <= table ? nullptr : find_column(output.tables[table], name);
  return found == nullptr ? none : *found;
}

std::string definition(const FormatOutput& output, std::string_view name, std::size_t table = 0) {
  const Column& found = column(output, name, table);
  return found.definition == nullptr ? "" : std::string(found.definition->name);
}

std::size_t told(const Account& account) {
  std::size_t sum = account.used + account.headers;
  for (const Skipped& skipped : account.skipped) {
    sum += skipped.count;
  }
  return sum;
}

FormatOutput ncu(std::string_view text, ArtifactType type = ArtifactType::kCsv) {
  return read_ncu({"a", type, text}).value_or(FormatOutput{});
}

constexpr std::string_view kLong =
    "==PROF== Connected to process 12 (/usr/bin/python3, \"x)\n"
    "==PROF== Profiling \"saxpy\" - 0: 0%....50%....100% - 9 passes\n"
    "\n"
    "\"ID\",\"Process ID\",\"Kernel Name\",\"Metric Name\",\"Metric Unit\",\"Metric Value\","
    "\"Rule Name\"\n"
    "\"0\",\"12\",\"saxpy(int, float)\",\"dram__bytes_read.sum\",\"Mbyte\",\"1,215.50\",\"\"\n"
    "\"0\",\"12\",\"saxpy(int, float)\",\"gpu__time_duration.sum\",\"usecond\",\"211.94\"\n"
    "\"0\",\"12\",\"saxpy(int, float)\",\"\",\"\",\"\",\"SOLBottleneck\"\n"
    "\"0\",\"12\",\"saxpy(int, float)\",\"sm__x\",\"\",\"n/a\",\"\"\n"
    "\"1\",\"12\",\"saxpy(int, float)\",\"dram__bytes_read.sum\",\"Mbyte\",\"1,216.00\",\"\"\n"
    "\"1\",\"12\",\"saxpy(int, float)\",\"gpu__time_duration.sum\",\"msecond\",\"1.5\",\"\"\n"
    "==PROF== Disconnected from process 12\n";

TEST(Ncu, TheLongFormHasATableForEachUnit) {
  const FormatOutput output = ncu(kLong);
  ASSERT_EQ(output.tables.size(), 3U);
  EXPECT_EQ(output.tables[0].format, "ncu");
  EXPECT_EQ(output.tables[0].place, (std::vector<std::size_t>{5, 9}));
  EXPECT_EQ(column(output, "Metric Value").number, (std::vector<double>{1215.5, 1216}));
  EXPECT_EQ(column(output, "Metric Value").unit, "MB");
  EXPECT_EQ(column(output, "Metric Value").role, Role::kMetric);
  EXPECT_EQ(column(output, "Metric Name").role, Role::kFactor);
  EXPECT_EQ(column(output, "Kernel Name").text[0], "saxpy(int, float)");
  EXPECT_EQ(column(output, "gpu__time_duration.sum").name, "no such column");
  EXPECT_EQ(output.tables[2].place, (std::vector<std::size_t>{10}));
  EXPECT_EQ(column(output, "Metric Value", 2).unit, "ms");
}

TEST(Ncu, DurationsGetAColumnUnderTheirName) {
  const FormatOutput output = ncu(kLong);
  for (const auto& [table, unit, number] : {std::tuple{1U, "us", 211.94}, {2U, "ms", 1.5}}) {
    const Column& duration = column(output, "gpu__time_duration.sum", table);
    EXPECT_EQ(definition(output, "gpu__time_duration.sum", table), "kernel_time");
    EXPECT_EQ(duration.unit, unit);
    EXPECT_EQ(duration.number, (std::vector<double>{number}));
  }
}

TEST(Ncu, AccountsForWhatIsNoMeasurement) {
  const Account account = ncu(kLong).account.value_or(Account{});
  EXPECT_EQ(account.total, 10U);
  EXPECT_EQ(account.used, 4U);
  EXPECT_EQ(account.headers, 1U);
  EXPECT_EQ(account.total, told(account));
}

TEST(Ncu, ReadsAEuropeanHostAndALogFile) {
  const FormatOutput output =
      ncu("\"ID\",\"Kernel Name\",\"Metric Name\",\"Metric Unit\",\"Metric Value\"\n"
          "\"0\",\"k\",\"gpu__time_duration.sum\",\"nsecond\",\"27.595.520\"\n"
          "\"0\",\"k\",\"sm__a.pct\",\"%\",\"9,05\"\n",
          ArtifactType::kLog);
  ASSERT_EQ(output.tables.size(), 2U);
  EXPECT_EQ(column(output, "Metric Value").number, (std::vector<double>{27595520}));
  EXPECT_EQ(column(output, "Metric Value", 1).number, (std::vector<double>{9.05}));
  EXPECT_EQ(column(output, "Metric Value", 1).unit, "%");
  EXPECT_EQ(column(output, "gpu__time_duration.sum").unit, "ns");
}

TEST(Ncu, TheWideFormTakesUnitsFromTheSecondRow) {
  const FormatOutput output =
      ncu("\"ID\",\"Kernel Name\",\"device__attribute_warp_size\",\"gpu__time_duration.sum\","
          "\"dram__bytes.sum\",\"launch__block_size\"\n"
          "\"\",\"\",\"\",\"nsecond\",\"Mbyte\",\"\"\n"
          "\"0\",\"gemm\",\"32\",\"1,024,000\",\"10.24\",\"256\"\n"
          "\"1\",\"gemm\",\"32\",\"1,030,000\",\"10.50\",\"256\"\n");
  ASSERT_EQ(output.tables.size(), 1U);
  EXPECT_EQ(output.tables[0].rows(), 2U);
  EXPECT_EQ(column(output, "gpu__time_duration.sum").number,
            (std::vector<double>{1024000, 1030000}));
  EXPECT_EQ(column(output, "gpu__time_duration.sum").unit, "ns");
  EXPECT_EQ(definition(output, "gpu__time_duration.sum"), "kernel_time");
  EXPECT_EQ(column(output, "dram__bytes.sum").unit, "MB");
  EXPECT_EQ(column(output, "device__attribute_warp_size").role, Role::kNote);
  EXPECT_EQ(column(output, "launch__block_size").role, Role::kFactor);
  EXPECT_EQ(output.account.value_or(Account{}).headers, 2U);
}

TEST(Ncu, OtherTextIsNotIts) {
  EXPECT_FALSE(read_ncu({"a.csv", ArtifactType::kCsv, "Kernel Name,ms,a,b\nx,1,2,3\n"}));
  EXPECT_FALSE(read_ncu({"a.csv", ArtifactType::kCsv, "model,tokens_s\nx,1\n"}));
}

TEST(Nsys, StatisticsOfKernelsBehindLinesOfProgress) {
  const FormatOutput output =
      read_nsys({"a.csv", ArtifactType::kCsv,
                 "Generating SQLite file a.sqlite from a.nsys-rep\n"
                 "Time (%),Total Time (ns),Instances,Avg (ns),Med (ns),Min (ns),Max (ns),StdDev "
                 "(ns),Name\n"
                 "75.0,3000,3,1000.0,990.0,980,1030,26.5,\"burn(float *, int, int)\"\n"
                 "25.0,1000,2,500.0,500.0,400,600,141.4,copy\n"
                 "\n"
                 "Time (%),Total Time (ns),Num Calls,Avg (ns),Med (ns),Min (ns),Max (ns),StdDev "
                 "(ns),Name\n"
                 "100.0,77,1,77.0,77.0,77,77,0.0,cudaMalloc\n"})
          .value_or(FormatOutput{});
  ASSERT_EQ(output.tables.size(), 2U);
  EXPECT_EQ(column(output, "Avg (ns)").number, (std::vector<double>{1000, 500}));
  EXPECT_EQ(column(output, "Avg (ns)").role, Role::kSummary);
  EXPECT_EQ(column(output, "Avg (ns)").unit, "ns");
  EXPECT_EQ(definition(output, "Avg (ns)"), "kernel_time");
  EXPECT_EQ(definition(output, "Total Time (ns)"), "");
  EXPECT_EQ(column(output, "Name").text[0], "burn(float *, int, int)");
  EXPECT_EQ(output.tables[0].place, (std::vector<std::size_t>{3, 4}));
  EXPECT_EQ(definition(output, "Avg (ns)", 1), "");
  EXPECT_EQ(output.tables[1].pointer, "#2");
  const Account account = output.account.value_or(Account{});
  EXPECT_EQ(account.total, 6U);
  EXPECT_EQ(account.total, told(account));
}

constexpr std::string_view kStates = R"(
  {"name": "Device=0 N=2^4", "device": 0,
   "axis_values": [{"name": "N", "type": "int64", "value": "16"}],
   "summaries": [
     {"tag": "nv/cold/time/gpu/mean", "name": "GPU Time", "hint": "duration",
      "data": [{"name": "value", "type": "float64", "value": "1.25e-6"}]},
     {"tag": "nv/cold/time/gpu/stdev/relative", "name": "Noise",
      "data": [{"name": "value", "type": "float64", "value": "inf"}]}],
   "is_skipped": false},
  {"name": "Device=0 N=2^5", "device": 0,
   "axis_values": [{"name": "N", "type": "int64", "value": "32"}], "summaries": null,
   "is_skipped": true, "skip_reason": "too large"})";

TEST(Nvbench, AStateIsARowWithItsAxesAndTags) {
  const std::string text =
      R"({"devices": [{"id": 0, "name": "H100"}], "benchmarks": [{"name": "copy", "states": [)" +
      std::string(kStates) + "]}]}";
  FormatOutput output =
      read_nvbench({"a.json", ArtifactType::kJson, text}).value_or(FormatOutput{});
  ASSERT_EQ(output.tables.size(), 1U);
  EXPECT_EQ(column(output, "nv/cold/time/gpu/mean").number[0], 1.25e-6);
  EXPECT_EQ(definition(output, "nv/cold/time/gpu/mean"), "kernel_time");
  EXPECT_EQ(column(output, "nv/cold/time/gpu/mean").unit, "s");
  EXPECT_TRUE(std::isnan(column(output, "nv/cold/time/gpu/stdev/relative").number[0]));
  EXPECT_EQ(column(output, "N").role, Role::kFactor);
  EXPECT_EQ(column(output, "device_name").text[1], "H100");
  judge_trials(output.tables[0]);
  EXPECT_FALSE(output.tables[0].state[0].failed);
  EXPECT_EQ(output.tables[0].reason_of(1), "too large");
  const Account account = output.account.value_or(Account{});
  EXPECT_EQ(account.total, told(account));
}

TEST(Nvbench, ObjectsInPlaceOfArraysAsIn2021) {
  constexpr std::string_view kText = R"json(
      {"benchmarks": {"copy": {"name": "copy", "states": {"Device=0": {"device": 0,
       "axis_values": [{"name": "T", "type": "string", "value": "I32"}],
       "summaries": {"Average GPU Time (Cold)": {"values":
         [{"name": "hint", "type": "string", "value": "duration"},
          {"name": "value", "type": "float64", "value": "0.002"}]}}}}}}})json";
  const FormatOutput output =
      read_nvbench({"a.json", ArtifactType::kJson, kText}).value_or(FormatOutput{});
  EXPECT_EQ(column(output, "Average GPU Time (Cold)").number[0], 0.002);
  EXPECT_EQ(definition(output, "Average GPU Time (Cold)"), "kernel_time");
  EXPECT_EQ(column(output, "state").text[0], "Device=0");
}

TEST(Nvbench, CsvWithAColumnThatStandsTwice) {
  FormatOutput output =
      read_nvbench(
          {"a.csv", ArtifactType::kCsv,
           "Benchmark,Device,Device Name,N (pow2),N,Skipped,Samples,CPU Time (sec),Noise (%),"
           "GPU Time (sec),Noise (%)\n"
           "copy,0,H100,2^4,16,No,12,2.5e-6,3.5,1.25e-6,0.5\n"
           "copy,0,H100,2^5,32,No,10,3.5e-6,2.5,2.25e-6,inf\n"
           "copy,0,H100,2^6,64,Yes,,,,,\n"})
          .value_or(FormatOutput{});
  EXPECT_EQ(column(output, "GPU Time (sec)").number[1], 2.25e-6);
  EXPECT_EQ(definition(output, "GPU Time (sec)"), "kernel_time");
  EXPECT_EQ(definition(output, "CPU Time (sec)"), "");
  EXPECT_EQ(column(output, "Noise (%)").number[0], 3.5);
  EXPECT_EQ(column(output, "Noise (%)#11").number[0], 0.5);
  EXPECT_EQ(column(output, "N").role, Role::kFactor);
  judge_trials(output.tables[0]);
  EXPECT_FALSE(output.tables[0].state[1].failed);
  EXPECT_TRUE(output.tables[0].state[2].failed);
}

}  // namespace
}  // namespace chimera::read
