// Names that foreign content spells in another way than the tokenizer, which lower-cases.
// https://html.spec.whatwg.org/#adjust-svg-attributes, #adjust-mathml-attributes,
// #adjust-foreign-attributes; tags: https://html.spec.whatwg.org/#parsing-main-inforeign

#pragma once

#include "html/names/attribute.h"

namespace tamis::html::foreign_names {

namespace n = names;

struct Pair {
  NameId lower;
  NameId adjusted;
};

inline constexpr Pair kSvgTags[] = {
    {n::kLowerAltGlyph, n::kAltGlyph},
    {n::kLowerAltGlyphDef, n::kAltGlyphDef},
    {n::kLowerAltGlyphItem, n::kAltGlyphItem},
    {n::kLowerAnimateColor, n::kAnimateColor},
    {n::kLowerAnimateMotion, n::kAnimateMotion},
    {n::kLowerAnimateTransform, n::kAnimateTransform},
    {n::kLowerClipPath, n::kClipPath},
    {n::kLowerFeBlend, n::kFeBlend},
    {n::kLowerFeColorMatrix, n::kFeColorMatrix},
    {n::kLowerFeComponentTransfer, n::kFeComponentTransfer},
    {n::kLowerFeComposite, n::kFeComposite},
    {n::kLowerFeConvolveMatrix, n::kFeConvolveMatrix},
    {n::kLowerFeDiffuseLighting, n::kFeDiffuseLighting},
    {n::kLowerFeDisplacementMap, n::kFeDisplacementMap},
    {n::kLowerFeDistantLight, n::kFeDistantLight},
    {n::kLowerFeDropShadow, n::kFeDropShadow},
    {n::kLowerFeFlood, n::kFeFlood},
    {n::kLowerFeFuncA, n::kFeFuncA},
    {n::kLowerFeFuncB, n::kFeFuncB},
    {n::kLowerFeFuncG, n::kFeFuncG},
    {n::kLowerFeFuncR, n::kFeFuncR},
    {n::kLowerFeGaussianBlur, n::kFeGaussianBlur},
    {n::kLowerFeImage, n::kFeImage},
    {n::kLowerFeMerge, n::kFeMerge},
    {n::kLowerFeMergeNode, n::kFeMergeNode},
    {n::kLowerFeMorphology, n::kFeMorphology},
    {n::kLowerFeOffset, n::kFeOffset},
    {n::kLowerFePointLight, n::kFePointLight},
    {n::kLowerFeSpecularLighting, n::kFeSpecularLighting},
    {n::kLowerFeSpotLight, n::kFeSpotLight},
    {n::kLowerFeTile, n::kFeTile},
    {n::kLowerFeTurbulence, n::kFeTurbulence},
    {n::kLowerForeignObject, n::kForeignObject},
    {n::kLowerGlyphRef, n::kGlyphRef},
    {n::kLowerLinearGradient, n::kLinearGradient},
    {n::kLowerRadialGradient, n::kRadialGradient},
    {n::kLowerTextPath, n::kTextPath},
};

inline constexpr Pair kSvgAttributes[] = {
    {n::kLowerAttributeName, n::kAttributeName},
    {n::kLowerAttributeType, n::kAttributeType},
    {n::kLowerBaseFrequency, n::kBaseFrequency},
    {n::kLowerBaseProfile, n::kBaseProfile},
    {n::kLowerCalcMode, n::kCalcMode},
    {n::kLowerClipPathUnits, n::kClipPathUnits},
    {n::kLowerDiffuseConstant, n::kDiffuseConstant},
    {n::kLowerEdgeMode, n::kEdgeMode},
    {n::kLowerFilterUnits, n::kFilterUnits},
    {n::kLowerGlyphRef, n::kGlyphRef},
    {n::kLowerGradientTransform, n::kGradientTransform},
    {n::kLowerGradientUnits, n::kGradientUnits},
    {n::kLowerKernelMatrix, n::kKernelMatrix},
    {n::kLowerKernelUnitLength, n::kKernelUnitLength},
    {n::kLowerKeyPoints, n::kKeyPoints},
    {n::kLowerKeySplines, n::kKeySplines},
    {n::kLowerKeyTimes, n::kKeyTimes},
    {n::kLowerLengthAdjust, n::kLengthAdjust},
    {n::kLowerLimitingConeAngle, n::kLimitingConeAngle},
    {n::kLowerMarkerHeight, n::kMarkerHeight},
    {n::kLowerMarkerUnits, n::kMarkerUnits},
    {n::kLowerMarkerWidth, n::kMarkerWidth},
    {n::kLowerMaskContentUnits, n::kMaskContentUnits},
    {n::kLowerMaskUnits, n::kMaskUnits},
    {n::kLowerNumOctaves, n::kNumOctaves},
    {n::kLowerPathLength, n::kPathLength},
    {n::kLowerPatternContentUnits, n::kPatternContentUnits},
    {n::kLowerPatternTransform, n::kPatternTransform},
    {n::kLowerPatternUnits, n::kPatternUnits},
    {n::kLowerPointsAtX, n::kPointsAtX},
    {n::kLowerPointsAtY, n::kPointsAtY},
    {n::kLowerPointsAtZ, n::kPointsAtZ},
    {n::kLowerPreserveAlpha, n::kPreserveAlpha},
    {n::kLowerPreserveAspectRatio, n::kPreserveAspectRatio},
    {n::kLowerPrimitiveUnits, n::kPrimitiveUnits},
    {n::kLowerRefX, n::kRefX},
    {n::kLowerRefY, n::kRefY},
    {n::kLowerRepeatCount, n::kRepeatCount},
    {n::kLowerRepeatDur, n::kRepeatDur},
    {n::kLowerRequiredExtensions, n::kRequiredExtensions},
    {n::kLowerRequiredFeatures, n::kRequiredFeatures},
    {n::kLowerSpecularConstant, n::kSpecularConstant},
    {n::kLowerSpecularExponent, n::kSpecularExponent},
    {n::kLowerSpreadMethod, n::kSpreadMethod},
    {n::kLowerStartOffset, n::kStartOffset},
    {n::kLowerStdDeviation, n::kStdDeviation},
    {n::kLowerStitchTiles, n::kStitchTiles},
    {n::kLowerSurfaceScale, n::kSurfaceScale},
    {n::kLowerSystemLanguage, n::kSystemLanguage},
    {n::kLowerTableValues, n::kTableValues},
    {n::kLowerTargetX, n::kTargetX},
    {n::kLowerTargetY, n::kTargetY},
    {n::kLowerTextLength, n::kTextLength},
    {n::kLowerViewBox, n::kViewBox},
    {n::kLowerViewTarget, n::kViewTarget},
    {n::kLowerXChannelSelector, n::kXChannelSelector},
    {n::kLowerYChannelSelector, n::kYChannelSelector},
    {n::kLowerZoomAndPan, n::kZoomAndPan},
};

struct Namespaced {
  NameId name;
  NameId local;
  Namespace ns;
};

inline constexpr Namespaced kForeignAttributes[] = {
    {n::kXlinkActuate, n::kActuate, Namespace::kXLink},
    {n::kXlinkArcrole, n::kArcrole, Namespace::kXLink},
    {n::kXlinkHref, n::kHref, Namespace::kXLink},
    {n::kXlinkRole, n::kRole, Namespace::kXLink},
    {n::kXlinkShow, n::kShow, Namespace::kXLink},
    {n::kXlinkTitle, n::kTitle, Namespace::kXLink},
    {n::kXlinkType, n::kType, Namespace::kXLink},
    {n::kXmlLang, n::kLang, Namespace::kXml},
    {n::kXmlSpace, n::kSpace, Namespace::kXml},
    {n::kXmlns, n::kXmlns, Namespace::kXmlns},
    {n::kXmlnsXlink, n::kXlink, Namespace::kXmlns},
};

}  // namespace tamis::html::foreign_names
