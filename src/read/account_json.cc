#include "read/account_json.h"

namespace chimera::read {

void write_account(text::JsonWriter& json, const Account& account) {
  json.key("parts").string(account.parts);
  json.key("total").count(account.total);
  json.key("used").count(account.used);
  json.key("headers").count(account.headers);
  json.key("skipped").open_array();
  for (const Skipped& skipped : account.skipped) {
    json.open_object();
    json.key("count").count(skipped.count);
    json.key("where").string(skipped.where);
    json.key("reason").string(skipped.reason);
    json.close_object();
  }
  json.close_array();
}

}  // namespace chimera::read
