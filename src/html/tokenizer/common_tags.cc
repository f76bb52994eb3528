#include "html/tokenizer/tokenizer.h"
namespace tamis::html {
bool Tokenizer::CommonTag() { return false; }
}  // namespace tamis::html
