// Attributes of a processing instruction, as in <?marker name="news">.

#pragma once

#include <string>
#include <string_view>

namespace tamis::html {

// Gives the value of the attribute `name` in the data of a processing instruction, references
// resolved. False when it is absent, or when anything in `data` breaks the grammar of
// https://www.w3.org/TR/xml-stylesheet/#NT-PseudoAtt: then there are no attributes at all
// (https://dom.spec.whatwg.org/#interface-processinginstruction).
bool FindPseudoAttribute(std::string_view data, std::string_view name, std::string& value);

}  // namespace tamis::html
