#include "cli/inventory_json.h"

#include "base/clock.h"
#include "query/gaps.h"
#include "read/account_json.h"
#include "report/problems_json.h"
#include "text/json_write.h"

namespace chimera::cli {

namespace {

void write_types(text::JsonWriter& json, const query::Inventory& inventory) {
  json.key("types").open_array();
  for (const query::TypeCount& type : inventory.types) {
    json.open_object();
    json.key("type").string(artifact_type_name(type.type));
    json.key("files").count(type.files);
    json.key("bytes").count(type.bytes);
    json.key("latest").string(utc_text(type.latest_utc_s));
    json.key("first").open_array();
    for (const std::string& path : type.first_paths) {
      json.string(path);
    }
    json.close_array().close_object();
  }
  json.close_array();
}

void write_derived(text::JsonWriter& json, const std::vector<Table>& tables) {
  json.key("derived").open_array();
  for (const Table& table : tables) {
    if (!table.derived_from.empty()) {
      json.open_object();
      json.key("file").string(table.file);
      json.key("from").string(table.derived_from);
      json.close_object();
    }
  }
  json.close_array();
}

void write_gaps(text::JsonWriter& json, const std::vector<query::Gap>& gaps) {
  json.key("gaps").open_array();
  for (const query::Gap& gap : gaps) {
    json.open_object();
    json.key("kind").string(query::gap_kind_name(gap.kind));
    json.key("file").string(gap.file);
    if (!gap.sibling.empty()) {
      json.key("sibling").string(gap.sibling);
    }
    json.key("missing").open_array();
    for (const std::vector<std::string>& names : gap.missing) {
      json.open_array();
      for (const std::string& name : names) {
        json.string(name);
      }
      json.close_array();
    }
    json.close_array();
    json.key("more").boolean(gap.more);
    json.close_object();
  }
  json.close_array();
}

void write_accounts(text::JsonWriter& json, const std::vector<Account>& accounts) {
  json.key("accounts").open_array();
  for (const Account& account : accounts) {
    json.open_object();
    json.key("file").string(account.file);
    read::write_account(json, account);
    json.close_object();
  }
  json.close_array();
}

}  // namespace

std::string inventory_json(const query::Inventory& inventory, const Observations& observations) {
  text::JsonWriter json;
  json.open_object();
  json.key("schema").string("chimera.inventory/1");
  json.key("files_analyzed").count(inventory.files_analyzed);
  json.key("files_other").count(inventory.files_other);
  json.key("bytes").count(inventory.bytes);
  write_types(json, inventory);
  json.key("trials").open_object();
  json.key("total").count(inventory.trials);
  json.key("ok").count(inventory.trials - inventory.failed);
  json.key("failed").count(inventory.failed);
  json.key("cold").count(inventory.cold);
  json.close_object();
  json.key("copies").open_array();
  for (const std::vector<std::string>& group : inventory.copies) {
    json.open_array();
    for (const std::string& file : group) {
      json.string(file);
    }
    json.close_array();
  }
  json.close_array();
  write_derived(json, observations.tables);
  write_gaps(json, query::find_gaps(observations));
  write_accounts(json, observations.accounts);
  report::write_problems(json, observations.problems);
  json.close_object();
  return json.take();
}

}  // namespace chimera::cli
