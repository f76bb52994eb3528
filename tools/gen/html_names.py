"""Writes src/html/names/names_table.h and names_table.cc.

Usage: html_names.py REPO_ROOT

Input:  the lists below, from the standards themselves:
        https://html.spec.whatwg.org/#elements-3, #attributes-3, #obsolete, and
        #adjust-svg-attributes, #creating-and-inserting-nodes (case-adjusted SVG names),
        https://www.w3.org/TR/SVG2/eltindex.html, /attindex.html, https://www.w3.org/TR/mathml-core/,
        https://www.w3.org/TR/wai-aria-1.2/#state_prop_def, https://www.w3.org/TR/rdfa-core/.
Output: an enum whose tags come first (HTML, then SVG and MathML, then case-adjusted SVG), the
        spellings, and a perfect hash (hash and displace): HashName() in the header and the
        numbers in the .cc must agree with hash_name() here.
"""
import pathlib
import sys

HTML_TAGS = """
a abbr acronym address applet area article aside audio b base basefont bdi bdo bgsound big blink
blockquote body br button canvas caption center cite code col colgroup command data datalist dd
del details dfn dialog dir div dl dt em embed fencedframe fieldset figcaption figure font footer
form frame frameset geolocation h1 h2 h3 h4 h5 h6 head header hgroup hr html i iframe image img
input ins isindex kbd keygen label legend li link listing main map mark marquee menu menuitem
meta meter multicol nav nextid nobr noembed noframes noscript object ol optgroup option output p
param permission picture plaintext portal pre progress q rb rbc rp rt rtc ruby s samp script
search section select selectedcontent selectlist shadow slot small source spacer span strike
strong style sub summary sup svg table tbody td template textarea tfoot th thead time title tr
track tt u ul var video wbr xmp math content element
"""

FOREIGN_TAGS = """
animate animatemotion animatetransform circle clippath cursor defs desc discard ellipse feblend
fecolormatrix fecomponenttransfer fecomposite feconvolvematrix fediffuselighting
fedisplacementmap fedistantlight fedropshadow feflood fefunca fefuncb fefuncg fefuncr
fegaussianblur feimage femerge femergenode femorphology feoffset fepointlight
fespecularlighting fespotlight fetile feturbulence filter font-face font-face-format
font-face-name font-face-src font-face-uri foreignobject g glyph glyphref hatch hatchpath hkern
line lineargradient marker mask mesh meshgradient meshpatch meshrow metadata missing-glyph mpath
path pattern polygon polyline radialgradient rect set solidcolor stop switch symbol text
textpath tref tspan unknown use view vkern altglyph altglyphdef altglyphitem animatecolor
annotation annotation-xml maction maligngroup malignmark menclose merror mfenced mfrac mglyph mi
mlabeledtr mlongdiv mmultiscripts mn mo mover mpadded mphantom mprescripts mroot mrow ms mscarries
mscarry msgroup msline mspace msqrt msrow mstack mstyle msub msubsup msup mtable mtd mtext mtr
munder munderover none semantics
"""

# https://html.spec.whatwg.org/#creating-and-inserting-nodes, "any other start tag" in foreign content.
SVG_ADJUSTED_TAGS = """
altGlyph altGlyphDef altGlyphItem animateColor animateMotion animateTransform clipPath feBlend
feColorMatrix feComponentTransfer feComposite feConvolveMatrix feDiffuseLighting
feDisplacementMap feDistantLight feDropShadow feFlood feFuncA feFuncB feFuncG feFuncR
feGaussianBlur feImage feMerge feMergeNode feMorphology feOffset fePointLight
feSpecularLighting feSpotLight feTile feTurbulence foreignObject glyphRef linearGradient
radialGradient textPath
"""

HTML_ATTRIBUTES = """
abbr accept accept-charset accesskey action align alink allow allowfullscreen
allowpaymentrequest alpha alt archive as async attributionsrc autocapitalize autocomplete
autocorrect autofocus autoplay axis background behavior bgcolor blocking border bordercolor
bottommargin browsingtopics capture cellpadding cellspacing char charoff charset checked cite
class classid clear closedby code codebase codetype color colorspace cols colspan command
commandfor compact content contenteditable controls controlslist coords credentialless
crossorigin csp data datafld dataformatas datapagesize datasrc datetime declare decoding default
defer dir direction dirname disabled disablepictureinpicture disableremoteplayback download
draggable elementtiming enctype enterkeyhint event exportparts face fetchpriority for form
formaction formenctype formmethod formnovalidate formtarget frame frameborder
headers headingoffset headingreset height hidden high href hreflang hspace http-equiv id
imagesizes imagesrcset inert inputmode integrity is ismap itemid itemprop itemref itemscope
itemtype kind label lang language leftmargin link list loading longdesc loop low lowsrc
marginheight marginwidth max maxlength media method methods min minlength multiple muted name
nohref nomodule nonce noresize noshade novalidate nowrap object open optimum part
pattern ping placeholder playsinline popover popovertarget popovertargetaction poster preload
privatetoken profile prompt pseudo readonly referrerpolicy rel required rev reversed rightmargin
role rows rowspan rules sandbox scheme scope scrollamount scrolldelay scrolling select selected
shadowroot shadowrootclonable shadowrootcustomelementregistry shadowrootdelegatesfocus
shadowrootmode shadowrootreferencetarget shadowrootserializable shadowrootslotassignment
shape sharedstoragewritable size sizes slot span spellcheck src srcdoc srclang srcset standby
start step style summary switch tabindex target text title topmargin translate truespeed type
urn usemap valign value valuetype version virtualkeyboardpolicy vlink vspace webkitdirectory
width wrap writingsuggestions
about datatype inlist prefix property resource typeof vocab
allowtransparency autostart bordercolordark bordercolorlight hide-input loopstart mayscript
unselectable contextmenu pubdate layout on option items amp i-amphtml-layout
"""

ARIA_ATTRIBUTES = """
aria-activedescendant aria-atomic aria-autocomplete aria-braillelabel aria-brailleroledescription
aria-busy aria-checked aria-colcount aria-colindex aria-colindextext aria-colspan aria-controls
aria-current aria-describedby aria-description aria-details aria-disabled aria-dropeffect
aria-errormessage aria-expanded aria-flowto aria-grabbed aria-haspopup aria-hidden aria-invalid
aria-keyshortcuts aria-label aria-labelledby aria-level aria-live aria-modal aria-multiline
aria-multiselectable aria-orientation aria-owns aria-placeholder aria-posinset aria-pressed
aria-readonly aria-relevant aria-required aria-roledescription aria-rowcount aria-rowindex
aria-rowindextext aria-rowspan aria-selected aria-setsize aria-sort aria-valuemax aria-valuemin
aria-valuenow aria-valuetext
"""

EVENT_ATTRIBUTES = """
onabort onanimationend onanimationiteration onanimationstart onauxclick onbeforeinput
onbeforematch onbeforeprint onbeforetoggle onbeforeunload onblur oncancel oncanplay
oncanplaythrough onchange onclick onclose oncontextmenu oncopy oncuechange oncut ondblclick
ondrag ondragend ondragenter ondragleave ondragover ondragstart ondrop ondurationchange
onemptied onended onerror onfocus onfocusin onfocusout onformdata onhashchange oninput oninvalid
onkeydown onkeypress onkeyup onload onloadeddata onloadedmetadata onloadstart onmessage
onmousedown onmouseenter onmouseleave onmousemove onmouseout onmouseover onmouseup onmousewheel
onoffline ononline onpagehide onpageshow onpaste onpause onplay onplaying onpointercancel
onpointerdown onpointerenter onpointerleave onpointermove onpointerout onpointerover onpointerup
onpopstate onprogress onratechange onreset onresize onscroll onscrollend onsearch onseeked
onseeking onselect onselectstart onslotchange onstalled onstorage onsubmit onsuspend ontimeupdate
ontoggle ontouchcancel ontouchend ontouchmove ontouchstart ontransitionend onunload
onvolumechange onwaiting onwheel
"""

FOREIGN_ATTRIBUTES = """
accumulate additive alignment-baseline by begin calcmode clip clip-path clip-rule clippathunits
color-interpolation color-interpolation-filters color-rendering cx cy d diffuseconstant
display displaystyle dominant-baseline dur dx dy edgemode encoding end
fill fill-opacity fill-rule filterunits flood-color flood-opacity focusable font-family font-size
font-size-adjust font-stretch font-style font-variant font-weight fr from fx fy
gradienttransform gradientunits image-rendering in in2 intercept k k1 k2 k3 k4 kernelmatrix
kernelunitlength keypoints keysplines keytimes lengthadjust letter-spacing lighting-color
limitingconeangle lspace marker-end marker-mid marker-start markerheight markerunits markerwidth
maskcontentunits maskunits mathbackground mathcolor mathsize mathvariant maxsize mode
numoctaves offset opacity operator order orient origin overflow paint-order pathlength
patterncontentunits patterntransform patternunits pointer-events points pointsatx pointsaty
pointsatz preservealpha preserveaspectratio primitiveunits r radius refx refy repeatcount
repeatdur requiredextensions requiredfeatures restart result rotate rowalign rspace rx ry
scale scriptlevel seed separator shape-rendering spacing specularconstant specularexponent
spreadmethod startoffset stddeviation stitchtiles stop-color stop-opacity stretchy stroke
stroke-dasharray stroke-dashoffset stroke-linecap stroke-linejoin stroke-miterlimit
stroke-opacity stroke-width surfacescale symmetric systemlanguage tablevalues targetx targety
text-anchor text-decoration text-rendering textlength to transform transform-origin
unicode-bidi values vector-effect viewbox viewtarget visibility
word-spacing writing-mode x x1 x2 xchannelselector y y1 y2 ychannelselector z zoomandpan
enable-background baseprofile contentscripttype contentstyletype externalresourcesrequired
attributename attributetype basefrequency baseline-shift columnalign columnspan
definitionurl accent accentunder depth fence largeop linethickness minsize movablelimits notation
rowspacing columnspacing sketch:type
"""

# https://html.spec.whatwg.org/#adjust-svg-attributes and #adjust-mathml-attributes
ADJUSTED_ATTRIBUTES = """
attributeName attributeType baseFrequency baseProfile calcMode clipPathUnits diffuseConstant
edgeMode filterUnits glyphRef gradientTransform gradientUnits kernelMatrix kernelUnitLength
keyPoints keySplines keyTimes lengthAdjust limitingConeAngle markerHeight markerUnits markerWidth
maskContentUnits maskUnits numOctaves pathLength patternContentUnits patternTransform
patternUnits pointsAtX pointsAtY pointsAtZ preserveAlpha preserveAspectRatio primitiveUnits refX
refY repeatCount repeatDur requiredExtensions requiredFeatures specularConstant specularExponent
spreadMethod startOffset stdDeviation stitchTiles surfaceScale systemLanguage tableValues targetX
targetY textLength viewBox viewTarget xChannelSelector yChannelSelector zoomAndPan definitionURL
"""

# https://html.spec.whatwg.org/#adjust-foreign-attributes; then their local names.
NAMESPACED_ATTRIBUTES = """
xlink:actuate xlink:arcrole xlink:href xlink:role xlink:show xlink:title xlink:type xml:lang
xml:space xmlns xmlns:xlink actuate arcrole show space xlink
"""

# Names of up to eight bytes that make up most of what stands on pages: none of them may miss the
# table of short names.
FREQUENT = """
a div span li p td tr img br i b ul h1 h2 h3 h4 h5 strong em script link meta input path svg g
button use rect circle option label section table tbody th article header footer nav form style
small font center noscript iframe source picture figure main aside video html head body title hr
class href id style src rel type target width height alt content d fill name title role loading
viewbox xmlns decoding property value tabindex sizes srcset as media itemprop lang for action
method colspan rowspan align valign border bgcolor color size face cellpadding async defer
charset stroke datetime onclick disabled checked hreflang cx cy r x y x1 x2 y1 y2 dir start
"""

SLOTS = 2048
SHORT_SLOTS = 2048
BUCKETS = 512
MASK = (1 << 64) - 1


def words(name):
    """The two words of a name: see Entry in names_table.h."""
    data = name.encode()
    word = lambda begin: int.from_bytes(data[begin:begin + 8], "little")
    if len(data) <= 8:
        return word(0), 0
    if len(data) <= 16:
        return word(0), word(len(data) - 8)
    return word(0), (word(len(data) - 8) + 31 * word(len(data) // 2 - 4)) & MASK


def hash_name(name, multiplier):
    """The 64-bit hash of HashName() in names_table.h."""
    data = name.encode()
    first, rest = words(name)
    h = (first * 0x9E3779B97F4A7C15 + rest * 0xC2B2AE3D27D4EB4F + len(data)) & MASK
    h ^= h >> 32
    return (h * multiplier) & MASK


def build_hash(names, multiplier):
    """Returns (displacement of each bucket, id of each slot), or None."""
    buckets = [[] for _ in range(BUCKETS)]
    for number, name in names:
        h = hash_name(name, multiplier)
        buckets[h >> 55].append(((h >> 32) % SLOTS, number))
    displacement = [0] * BUCKETS
    slots = [0] * SLOTS
    for b in sorted(range(BUCKETS), key=lambda i: -len(buckets[i])):
        for d in range(SLOTS):
            places = [(home ^ d) for home, _ in buckets[b]]
            if len(set(places)) == len(places) and not any(slots[p] for p in places):
                break
        else:
            return None
        displacement[b] = d
        for place, (_, number) in zip(places, buckets[b]):
            slots[place] = number
    return displacement, slots


def build_short(names):
    """Returns (multiplier, id of each slot) for names of up to eight bytes without capitals, the first come wins."""
    frequent = set(FREQUENT.split())
    order = sorted((n for n in names if len(n[1]) <= 8 and n[1].islower()), key=lambda n: n[1] not in frequent)
    multiplier = 0x9E3779B97F4A7C15
    while True:
        slots = [0] * SHORT_SLOTS
        for number, name in order:
            slot = ((words(name)[0] * multiplier) & MASK) // ((1 << 64) // SHORT_SLOTS)
            if not slots[slot]:
                slots[slot] = number
            elif name in frequent:
                break
        else:
            return multiplier, slots
        multiplier = (multiplier * 0xD6E8FEB86659FD93 + 2) & MASK


def identifier(name, adjusted):
    """kFontFace for font-face; kForeignObject for foreignObject, kLowerForeignObject for foreignobject."""
    lower = {a.lower(): a for a in adjusted}
    special = {"none": "kNoneElement", "clip-path": "kClipPathProperty"}  # kNone: the id of no name
    if name in special:
        return special[name]
    if name in lower:
        return "kLower" + lower[name][0].upper() + lower[name][1:]
    parts = name.replace(":", "-").split("-")
    return "k" + "".join(p[0].upper() + p[1:] for p in parts)


def wrap(items, indent, width=100):
    lines, line = [], indent
    for item in items:
        if len(line) + len(item) + 1 > width:
            lines.append(line.rstrip())
            line = indent
        line += item + " "
    lines.append(line.rstrip())
    return "\n".join(lines)


HEADER = """// Generated by tools/gen/html_names.py from the lists inside it. Do not edit.
// Command: python3 tools/gen/html_names.py .
"""


def main(root):
    groups = [
        ("kHtmlTagEnd", HTML_TAGS), ("kLowerTagEnd", FOREIGN_TAGS), ("kTagEnd", SVG_ADJUSTED_TAGS),
        (None, HTML_ATTRIBUTES), (None, ARIA_ATTRIBUTES), (None, EVENT_ATTRIBUTES),
        (None, FOREIGN_ATTRIBUTES), (None, ADJUSTED_ATTRIBUTES), (None, NAMESPACED_ATTRIBUTES)]
    adjusted = SVG_ADJUSTED_TAGS.split() + ADJUSTED_ATTRIBUTES.split()
    names, ends = [""], {}
    for end, text in groups:
        names += [n for n in sorted(set(text.split())) if n not in names]
        if end:
            ends[end] = len(names)
    for name in adjusted:
        if name.lower() not in names:
            sys.exit(f"{name}: its lower-case original is missing")
    if len(names) > 1024:
        sys.exit(f"{len(names)} names: more than 1024")
    idents = [identifier(n, adjusted) if n else "kNone" for n in names]
    if len(set(idents)) != len(idents):
        sys.exit(f"shared identifiers: {sorted(i for i in idents if idents.count(i) > 1)}")
    multiplier, found = 0xD6E8FEB86659FD93, None
    while not found:
        multiplier = (multiplier + 2) & MASK
        found = build_hash([(i, n) for i, n in enumerate(names) if i], multiplier)
    displacement, slots = found
    width = max(len(n) for n in names)
    short_multiplier, short_slots = build_short([(i, n) for i, n in enumerate(names) if i])

    folder = pathlib.Path(root) / "src/html/names"
    (folder / "names_table.h").write_text(f"""{HEADER}
#pragma once

#include <cstdint>

namespace tamis::html::names {{

// Tags first: [1, kHtmlTagEnd) HTML, up to kLowerTagEnd SVG and MathML as the tokenizer spells
// them, up to kTagEnd SVG tags with their capitals. Then the names that are attributes only.
// kLower...: the lower-case original of a name that foreign content spells with capitals.
enum Name : uint32_t {{
{wrap([f"{n}," if i else "kNone = 0," for i, n in enumerate(idents)], "  ")}
  kKnownCount
}};

inline constexpr uint32_t kHtmlTagEnd = {ends["kHtmlTagEnd"]};
inline constexpr uint32_t kLowerTagEnd = {ends["kLowerTagEnd"]};
inline constexpr uint32_t kTagEnd = {ends["kTagEnd"]};

}}  // namespace tamis::html::names

namespace tamis::html::names_table {{

inline constexpr uint32_t kMaxNameSize = {width};
inline constexpr uint32_t kSlots = {SLOTS};
inline constexpr uint32_t kBuckets = {BUCKETS};

// One name. `first` is its first eight bytes, little-endian, filled up with zeros; `rest` is 0 for
// names of up to eight bytes, the last eight bytes for names of up to sixteen: both decide equality
// there. For longer names `rest` is their last eight bytes plus 31 times the eight in the middle.
struct Entry {{
  uint64_t first;
  uint64_t rest;
  const char* text;
  uint32_t size;
}};

extern const Entry kEntries[];           // by id
extern const uint16_t kDisplacement[kBuckets];
extern const uint16_t kIds[kSlots];      // by slot; 0 for none

// Slot of a name: (home ^ kDisplacement[bucket]), both from one hash.
inline uint64_t HashName(uint64_t first, uint64_t rest, uint64_t size) {{
  uint64_t h = first * 0x9E3779B97F4A7C15u + rest * 0xC2B2AE3D27D4EB4Fu + size;
  h ^= h >> 32;
  return h * 0x{multiplier:X}u;
}}
inline uint32_t Slot(uint64_t hash) {{
  return static_cast<uint32_t>((hash >> 32) % kSlots) ^ kDisplacement[hash >> 55];
}}

// Most names of up to eight bytes that have no capitals, by one load: the frequent ones all, of
// others the first of each slot.
struct ShortEntry {{
  uint64_t word;  // as Entry::first
  uint32_t id;
}};
inline constexpr uint32_t kShortSlots = {SHORT_SLOTS};
extern const ShortEntry kShort[kShortSlots];

inline const ShortEntry& ShortSlot(uint64_t word) {{
  return kShort[(word * 0x{short_multiplier:X}u) >> {64 - SHORT_SLOTS.bit_length() + 1}];
}}

}}  // namespace tamis::html::names_table
""")
    entries = []
    for name in names:
        first, rest = words(name)
        entries.append(f'    {{0x{first:X}u, 0x{rest:X}u, "{name}", {len(name)}}},')
    (folder / "names_table.cc").write_text(f"""{HEADER}
#include "html/names/names_table.h"

// clang-format off
namespace tamis::html::names_table {{

const Entry kEntries[] = {{
{chr(10).join(entries)}
}};

const uint16_t kDisplacement[kBuckets] = {{
{wrap([f"{d}," for d in displacement], "    ")}
}};

const uint16_t kIds[kSlots] = {{
{wrap([f"{s}," for s in slots], "    ")}
}};

const ShortEntry kShort[kShortSlots] = {{
{wrap([f"{{0x{words(names[s])[0]:X}u,{s}}}," if s else "{0,0}," for s in short_slots], "    ")}
}};

}}  // namespace tamis::html::names_table
""")


if __name__ == "__main__":
    main(sys.argv[1])
