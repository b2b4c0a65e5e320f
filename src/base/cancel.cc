#include "base/cancel.h"

namespace chimera {

tl::unexpected<Error> interrupted() {
  return fail(ErrorCode::kInterrupted, "interrupted");
}

}  // namespace chimera
