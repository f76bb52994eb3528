// The exit codes of every command. They are part of the interface: scripts depend on them.

#pragma once

namespace tamis::cli {

inline constexpr int kExitOk = 0;
inline constexpr int kExitSomeFailed = 1;       // part of the input, or writing the output, failed
inline constexpr int kExitUsage = 2;            // the command line or the configuration is wrong
inline constexpr int kExitTooManyFailed = 126;  // at least ten inputs, and more than half failed
inline constexpr int kExitInterrupted = 130;    // SIGINT; what was done is written

// `failed` of `inputs` failed; `damage`: something else was lost on the way.
inline int ExitCodeFor(unsigned long long inputs, unsigned long long failed, bool damage) {
  if (inputs >= 10 && failed * 2 > inputs) return kExitTooManyFailed;
  return failed > 0 || damage ? kExitSomeFailed : kExitOk;
}

}  // namespace tamis::cli
