// The documents are small twins written by hand after aiperf's and genai-perf's sources; neither
// printed them.
#include "read/format/aiperf_csv.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "read/format/format_test_tables.h"

namespace chimera::read {
namespace {

FormatOutput read(std::string_view text) {
  return output_of(read_aiperf_csv, "profile_export_aiperf.csv", text, ArtifactType::kCsv);
}

constexpr std::string_view kTwin =
    "Metric,avg,min,max,sum,p50,p99,std\r\n"
    "Time to First Token (ms),60.25,50.00,70.00,120.50,60.00,69.00,10.00\r\n"
    "E2E Output Token Throughput (tokens/sec/user),30.50,29.00,32.00,61.00,30.00,31.00,1.50\r\n"
    "HTTP Waiting (TTFB) (ms),59.00,49.00,69.00,118.00,59.00,68.00,9.00\r\n"
    "\r\n"
    "Metric,Value\r\n"
    "Output Token Throughput (tokens/sec),120.75\r\n"
    "Request Count,2.00\r\n"
    "\r\n\r\n"
    "Endpoint,GPU_Index,Metric,avg\r\n"
    "http://a,0,GPU Power (W),300\r\n";

TEST(AiperfCsv, EachRowHasItsOwnUnitAndMeaning) {
  const FormatOutput output = read(kTwin);
  ASSERT_EQ(output.tables.size(), 4U);
  const Table& wide = table_at(output, "#3");
  EXPECT_EQ(wide.format, "aiperf csv");
  EXPECT_EQ(said(wide, "Time to First Token (ms).p99"), "summary ttft.chunk ms 69.00");
  EXPECT_EQ(said(wide, "E2E Output Token Throughput (tokens/sec/user).avg"),
            "summary throughput.request tok/s 30.50")
      << "of a request, not of the system";
  EXPECT_EQ(said(wide, "HTTP Waiting (TTFB) (ms).avg"), "summary ms 59.00");
}

TEST(AiperfCsv, SingleNumbersAreMeasuredOnce) {
  const FormatOutput output = read(kTwin);
  EXPECT_EQ(said(table_at(output, "#4"), "Output Token Throughput (tokens/sec)"),
            "metric throughput.system tok/s 120.75");
  EXPECT_EQ(said(table_at(output, "#2"), "Value"), "summary 120.75")
      << "the same cell under the header's name";
}

TEST(AiperfCsv, TheRowsStandAsTheFileHasThem) {
  const FormatOutput output = read(kTwin);
  const Table& rows = table_at(output, "");
  EXPECT_EQ(rows.place, (std::vector<std::size_t>{2, 3, 4}));
  EXPECT_EQ(find_column(rows, "Metric")->role, Role::kBlock);
  EXPECT_EQ(said(rows, "avg"), "summary 60.25") << "its rows have several units";
  EXPECT_EQ(table_at(output, "#2").place, (std::vector<std::size_t>{7, 8}));
}

TEST(AiperfCsv, TheMachinesTelemetryIsLeftOutAndSaid) {
  const FormatOutput output = read(kTwin);
  const Account account = output.account.value_or(Account{});
  ASSERT_EQ(account.skipped.size(), 1U);
  EXPECT_EQ(account.skipped[0].where, "line 12");
  expect_accounted(output);
}

TEST(AiperfCsv, GenaiPerfGroupsThousandsAndSaysPerSecond) {
  const FormatOutput output = read(
      "Metric,avg,min,max,p99,p95,p90,p75,p50,p25\n"
      "Request Latency (ms),\"1,234.56\",\"1,000.00\",N/A,1,1,1,1,1,1\n"
      "\n"
      "Metric,Value\n"
      "Request Throughput (per sec),0.81\n"
      "Output Token Throughput (per sec),\"1,172.15\"\n");
  const Table& wide = table_at(output, "#3");
  EXPECT_DOUBLE_EQ(find_column(wide, "Request Latency (ms).avg")->number_at(0), 1234.56);
  EXPECT_EQ(said(wide, "Request Latency (ms).max"), "summary e2e_latency ms missing");
  const Table& values = table_at(output, "#4");
  EXPECT_EQ(said(values, "Request Throughput (per sec)"), "metric request_throughput req/s 0.81");
  EXPECT_EQ(find_column(values, "Output Token Throughput (per sec)")->unit, "tok/s");
  EXPECT_DOUBLE_EQ(find_column(values, "Output Token Throughput (per sec)")->number_at(0), 1172.15);
  expect_accounted(output);
}

TEST(AiperfCsv, ARowWithMoreCellsThanItsHeaderIsLeftOut) {
  const FormatOutput output =
      read("Metric,avg,min\nRequest Latency (ms),1,2,3\nRequest Latency (ms),1,2\n");
  EXPECT_EQ(table_at(output, "").rows(), 1U);
  expect_accounted(output);
}

TEST(AiperfCsv, OthersTablesOfMetricsAreNotItsOwn) {
  for (const std::string_view text :
       {"Metric,avg,min\nAccuracy,1,2\n", "Metric,Value\nLoss,1\n", "Metric\n", "a,b\n1,2\n"}) {
    EXPECT_FALSE(read_aiperf_csv({"a.csv", ArtifactType::kCsv, text}).has_value()) << text;
  }
}

}  // namespace
}  // namespace chimera::read
