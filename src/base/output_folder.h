// A result folder that appears whole or not at all. Files are written into a new folder beside the
// destination, synced, and exchanged with it in one step (renameat2, RENAME_EXCHANGE); what stood
// there before is deleted after. Dropping the object without commit() leaves nothing behind.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <utility>

#include "base/result.h"

namespace chimera {

class OutputFolder {
 public:
  /// `is_ours(path)` tells whether an existing folder that is not empty may be replaced.
  /// kInput if the destination is refused (not ours, a file, a mount point, no permission).
  static Result<OutputFolder> create(const std::string& destination,
                                     const std::function<bool(const std::string&)>& is_ours);

  OutputFolder(OutputFolder&& other) noexcept;
  OutputFolder& operator=(OutputFolder&& other) noexcept;
  OutputFolder(const OutputFolder&) = delete;
  OutputFolder& operator=(const OutputFolder&) = delete;
  ~OutputFolder();

  /// Writes one file of the result; kInput with the reason (a full disk, say).
  Result<void> write(std::string_view name, std::string_view bytes);

  /// Makes the folder visible at its destination.
  Result<void> commit();

 private:
  OutputFolder(std::string destination, std::string staging, bool replaces)
      : destination_(std::move(destination)), staging_(std::move(staging)), replaces_(replaces) {}

  std::string destination_;
  std::string staging_;    ///< empty once committed, failed or moved from
  bool replaces_ = false;  ///< a folder stood at the destination and may be replaced
};

}  // namespace chimera
