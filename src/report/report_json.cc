#include <string>
#include <string_view>

#include "base/check.h"
#include "report/report.h"
#include "text/json_write.h"
#include "text/number.h"

namespace chimera::report {
namespace {

/// What report.json calls the reason of a numeral; "" for values, which have a fact instead.
std::string_view reason_of(PieceKind kind) {
  switch (kind) {
    case PieceKind::kWords:
    case PieceKind::kValue:
      return "";
    case PieceKind::kName:
      return "name";
    case PieceKind::kOrdinal:
      return "ordinal";
    case PieceKind::kDate:
      return "date";
    case PieceKind::kConfig:
      return "config";
    case PieceKind::kLevel:
      return "level";
    case PieceKind::kRunMetric:
      return "run_metric";
  }
  CHIMERA_CHECK(false, "unknown kind of piece");
  return "";
}

void write_configuration(text::JsonWriter& json, const RunInfo& run) {
  json.key("configuration").open_object();
  for (const auto& [option, value] : run.configuration) {
    json.key(option);
    if (const auto number = text::read_plain_number(value)) {
      json.number(*number);
    } else {
      json.string(value);
    }
  }
  json.close_object();
}

void write_times(text::JsonWriter& json, const RunInfo& run) {
  json.key("times").open_object();
  json.key("ingest_s").number(run.ingest_s);
  json.key("analysis_s").number(run.analysis_s);
  json.key("report_s").number(run.report_s);
  json.key("total_s").number(run.ingest_s + run.analysis_s + run.report_s);
  json.close_object();
}

/// The model's metrics, and the counts of this run that the report shows.
void write_metrics(text::JsonWriter& json, const ReportInput& input) {
  json.key("metrics").open_object();
  for (const RunInfo::Metric& metric : input.run.metrics) {
    json.key(metric.key).number(metric.value);
  }
  json.key("files_analyzed").count(input.files_analyzed);
  json.key("sentences").count(input.sections.sentences);
  json.key("by_model").count(input.sections.by_model);
  json.key("asked").count(input.sections.asked);
  json.key("replaced").count(input.sections.replaced);
  json.key("written").count(input.sections.written);
  json.key("refused").count(input.sections.refused);
  json.close_object();
}

void write_names(text::JsonWriter& json, const Analysis& analysis) {
  json.key("names").open_array();
  for (const std::string& known : analysis.names) {
    json.string(known);
  }
  json.close_array();
}

void write_model_share(text::JsonWriter& json, const Sections& sections) {
  json.key("model_share").open_object();
  json.key("sentences").count(sections.sentences);
  json.key("by_model").count(sections.by_model);
  json.key("asked").count(sections.asked);
  json.key("replaced").count(sections.replaced);
  json.key("written").count(sections.written);
  json.key("refused").count(sections.refused);
  json.key("share");
  if (sections.sentences == 0) {
    json.null();
  } else {
    json.number(static_cast<double>(sections.by_model + sections.written) /
                static_cast<double>(sections.sentences));
  }
  json.close_object();
}

void write_numeral(text::JsonWriter& json, const Numeral& numeral) {
  const Piece& source = numeral.source;
  json.open_object();
  json.key("line").count(numeral.line);
  json.key("column").count(numeral.column);
  json.key("text").string(numeral.text);
  if (source.kind == PieceKind::kValue) {
    json.key("fact").string(source.fact);
    json.key("part").string(source.part.empty() ? "value" : source.part);
    json.key("unit").string(source.unit);
    json.key("reason").null();
  } else {
    json.key("fact").null();
    json.key("part").null();
    json.key("unit").null();
    json.key("reason").string(reason_of(source.kind));
  }
  json.close_object();
}

}  // namespace

std::string render_report_json(const ReportInput& input, const Markdown& markdown) {
  CHIMERA_CHECK(input.analysis != nullptr, "a report needs an analysis");
  text::JsonWriter json;
  json.open_object();
  json.key("schema").string("chimera.report/1");
  json.key("run_id").string(input.run.run_id);
  write_configuration(json, input.run);
  write_times(json, input.run);
  write_metrics(json, input);
  write_names(json, *input.analysis);
  write_model_share(json, input.sections);
  json.key("numerals").open_array();
  for (const Numeral& numeral : markdown.numerals) {
    write_numeral(json, numeral);
  }
  json.close_array();
  json.close_object();
  return json.take();
}

}  // namespace chimera::report
